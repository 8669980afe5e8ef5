/** A fact on its way: what the outbox stores, the log keeps and a consumer gets. */
export interface LoggedEvent {
  readonly id: string;
  readonly topic: string;
  readonly type: string;
  /** Of the type's schema: in which version the data was written. */
  readonly schemaVersion: number;
  /** Id of the aggregate; the log keeps the order of one key. */
  readonly key: string;
  readonly occurredAt: Date;
  readonly data: unknown;
  /** The trace that it was recorded in (W3C Trace Context), or null when there was none. */
  readonly traceparent: string | null;
}

/** What a group has not been given yet, of one topic. */
export interface Lag {
  readonly topic: string;
  readonly events: number;
}

export interface Subscription {
  /** True when everything that the log holds for this group has been delivered. */
  caughtUp(): Promise<boolean>;
  /** How many events wait for this member; only of a log that shares them out before it delivers them. */
  behind?(): Promise<number>;
  /** Stops after the events in hand. */
  close(): Promise<void>;
}

export interface SubscribeOptions {
  /** Members of one group share the events between them; each group gets all of them, from the very first. */
  readonly group: string;
  readonly topics: readonly string[];
  /**
   * Handles events of one lane, in order. When it rejects, they are delivered again, so it must tolerate an event it
   * has seen. Events of one key never lie in two lanes at once.
   */
  readonly deliver: (events: readonly LoggedEvent[]) => Promise<void>;
}

/** A look at some topics from outside every group. */
export interface LogReading {
  /** Hands over, in order per key, all that the log holds by now and has not been handed over yet. */
  next(deliver: (events: readonly LoggedEvent[]) => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

/** Where facts travel between the services, at least once and in order per key. */
export abstract class EventLog {
  /**
   * Appends in the given order. An event that is appended again, as after a crash, keeps its id: a log that can tell
   * drops it, and consumers go by the id anyway.
   * @param stopping whoever appends has no time any more: a log that is waited for gives up at once.
   */
  abstract append(events: readonly LoggedEvent[], stopping?: AbortSignal): Promise<void>;
  abstract subscribe(options: SubscribeOptions): Promise<Subscription>;
  /** What a group has not been given yet, of every topic that it ever subscribed to. */
  abstract lag(group: string): Promise<Lag[]>;
  /** Gives a group everything again, from the first event that the log holds; at once, whether it has members or not. */
  abstract rewind(group: string): Promise<void>;
  /** Reads from the first event that the log holds. Holds nobody up, and leaves nothing behind. */
  abstract read(topics: readonly string[]): Promise<LogReading>;
  abstract close(): Promise<void>;

  /**
   * Whether it will not deliver an event of a compacted topic any more that is older than its retention, that a newer one
   * of its key has overtaken, and that is not `held`. Not every log can say so: where nothing is written, some compact nothing.
   */
  readonly isRidOfOvertaken: boolean = false;

  /**
   * Which of some events it can still deliver, of those that it had to forget by their age alone. A log that forgets by
   * nothing else has none of them.
   */
  async held(_ids: readonly string[]): Promise<ReadonlySet<string>> {
    return new Set();
  }
}
