/** When an invariant can be relied on. */
export type Holds =
  /** In every committed state, whatever is under way and whatever has crashed. */
  | 'always'
  /** While the service runs: its workers keep to these times. A service that was stopped for a while catches up first. */
  | 'while-running'
  /** Once everything that was under way has settled: all facts are published and handled, nothing is due. */
  | 'at-rest';

/** Something that has to be true of a service's rows. */
export interface Invariant {
  /** What it is called in metrics and reports; unique within its service, and kept once it is out. */
  readonly name: string;
  /** One sentence for a person: what is true as long as nothing is wrong. */
  readonly says: string;
  readonly holds: Holds;
  /**
   * A SELECT that gives one row per violation: `id` of the row that it is about, and `detail` with numbers, codes and
   * ids; never a name or an address. Tables are those of the service's schema. `clock.now` is the present by the Clock.
   */
  readonly sql: string;
  /** A table of the event log without which this cannot be asked: where the log is not in the database of the service. */
  readonly needs?: `event_log.${string}`;
}

export interface Violation {
  readonly id: string;
  readonly detail: string;
}

/** What a check has found out about one invariant. */
export type Finding = Pick<Invariant, 'name' | 'says' | 'holds'> &
  (
    | { readonly outcome: 'holds' }
    | {
        readonly outcome: 'violated';
        readonly count: number;
        /** The first of the violations, by id. */
        readonly sample: readonly Violation[];
      }
    /** `left-out`: it cannot be asked here, nor need be. `unknown`: it could not be answered, or took too long. */
    | { readonly outcome: 'left-out' | 'unknown'; readonly why: string }
  );
