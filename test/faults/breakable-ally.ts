import type { Client } from 'pg';
import type { WhatClientsKnow } from './acknowledged.js';

/** What the harness needs of an Ally that it breaks, however that one runs. */
export interface BreakableAlly {
  /** Where people reach it, without a slash at its end; always the same. */
  readonly url: string;
  /** Whether its log numbers the events itself; one that was gathered has got its numbers here. */
  readonly numbersItsLog: boolean;
  /** By which `ally` finds its database. */
  readonly settingsOfCommand: Readonly<Record<string, string>>;
  /** What its last start has printed. */
  lastWords(): string;
  /** A connection to its database, as the owner. */
  database(): Promise<Client>;
  /**
   * Kills it, takes all its jobs, since rows alone may count, and starts it on a test clock.
   * @returns whether it has become ready.
   */
  startFromRowsAlone(): Promise<boolean>;
  /** Brings all that it has told into the tables of `event_log`, if it tells it elsewhere. */
  gatherEvents(database: Client, known: WhatClientsKnow): Promise<void>;
  /** Ends all that it has started, however it stands; at once, for a process that may be ending itself. */
  leaveNothing(): void;
}
