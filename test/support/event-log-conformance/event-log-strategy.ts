import type { EventLog } from '#libs/events';

/** What a strategy gives the conformance suite: how to start a log, and how to open it once more. */
export interface EventLogStrategy {
  /** @param databaseUrl an empty PostgreSQL database, for a strategy that wants one. */
  start(databaseUrl: string): Promise<RunningLog>;
  /** One more handle on a running log, as another process would have it. */
  open(address: string): Promise<EventLog>;
  /** A module that exports `open` as `openEventLog`: a child process cannot be handed a function. */
  readonly openModule: URL;
  /** Within this a group has noticed that a member was killed, on a busy machine. */
  readonly noticesWithinMs: number;
}

export interface RunningLog {
  /** All that `open` has to know. */
  readonly address: string;
  stop(): Promise<void>;
}
