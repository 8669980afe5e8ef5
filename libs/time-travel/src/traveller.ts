/** What is left to do, as of one look. */
export interface Progress {
  /** Nothing is due, no job runs, all events are handled, and all facts have reached the log. */
  readonly idle: boolean;
  /** The earliest instant at which there will be something to do, or is; null when nothing waits for any. */
  readonly nextDue: Date | null;
}

/** What moves with the test clock and is waited for: a service of this process, or another process. */
export interface Traveller {
  /** Where it has a clock of its own: moves that one, and waits for nothing that this causes. */
  followTo?(instant: Date): Promise<void>;
  /** @param now what the clock says; whoever is not there yet is not idle. */
  look(now: Date): Promise<Progress>;
  /** Asks it to do what is due. */
  wakeDue(): Promise<void>;
}
