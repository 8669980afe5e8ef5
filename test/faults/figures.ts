import type { Client } from 'pg';
import type { WhatClientsKnow } from './acknowledged.js';
import { OVERTAKEN } from './checks/mails.checks.js';

interface Strike {
  readonly fault: string;
  /** Those that were done, not those that were meant. */
  kills: number;
  readonly acknowledgedBefore: number;
  /** Undefined when service was not waited for before the next strike. */
  seconds?: number;
}

export interface StrikeUnderway {
  /** All that it kills is dead. */
  struck(): void;
  /** All is there again that Ally cannot do without. */
  mended(): void;
  /** @returns the seconds that it has taken. */
  over(): number;
}

export interface FaultRow {
  readonly fault: string;
  readonly strikes: number;
  /** Processes that were killed. */
  readonly kills: number;
  /** What was acknowledged from each of them until the next. */
  readonly writes: number;
  /**
   * The median, and the longest. In one process: from before the strike until every service reaches its database and a
   * write is acknowledged. As services: from the end of the strike (kills have been noticed, what was away is back) until
   * somebody has got a seat, paid for it, and had the mail.
   */
  readonly secondsToService: { readonly median: number; readonly longest: number } | null;
}

/** What is measured while things break. */
export class Figures {
  private readonly strikes: Strike[] = [];
  private readonly began = performance.now();
  acknowledged: Readonly<Record<string, number>> = {};
  /** Requests without an answer, or with one that says to try again. */
  failures: Readonly<Record<string, number>> = {};
  /** What else is worth a number. */
  notes: Readonly<Record<string, number>> = {};
  /** Messages that are in the mailbox more than once, because their sender was killed between sending and recording. */
  mailsSentTwice = 0;
  mails = 0;
  /** Messages that had lost their sense when the wait for their lost sender was over. */
  mailsOvertaken = 0;
  invariantsHeld = 0;
  seconds = 0;

  constructor(readonly seed: number) {}

  get kills(): number {
    return this.strikes.reduce((sum, { kills }) => sum + kills, 0);
  }

  get writes(): number {
    return Object.values(this.acknowledged).reduce((sum, count) => sum + count, 0);
  }

  /**
   * Begins to measure, or at `mended` where something has to be mended first; `over` when service is full again.
   * @param killed how many processes have been killed so far; asked again when it has struck.
   */
  strike(fault: string, killed: () => number, acknowledgedBefore: number): StrikeUnderway {
    let began = performance.now();
    const before = killed();
    const strike: Strike = { fault, kills: 0, acknowledgedBefore };
    this.strikes.push(strike);
    return {
      struck: () => void (strike.kills = killed() - before),
      mended: () => void (began = performance.now()),
      over: () => (strike.seconds = (performance.now() - began) / 1000),
    };
  }

  async close(
    database: Client,
    { acknowledged, failures, notes }: WhatClientsKnow,
    invariantsHeld: number,
  ): Promise<void> {
    this.invariantsHeld = invariantsHeld;
    this.acknowledged = Object.fromEntries(
      Object.entries(acknowledged).map(([kind, all]) => [kind, all.length]),
    );
    this.failures = Object.fromEntries(failures);
    this.notes = Object.fromEntries(notes);
    const { rows } = await database.query<{ mails: number; twice: number; overtaken: number }>(
      `SELECT coalesce(sum(n), 0)::int AS mails, count(*) FILTER (WHERE n > 1)::int AS twice,
         (SELECT count(*)::int FROM notifications.messages m WHERE ${OVERTAKEN}) AS overtaken
       FROM (SELECT count(*) AS n FROM notifications.mailbox GROUP BY mail ->> 'messageId') m`,
    );
    const { mails = 0, twice = 0, overtaken = 0 } = rows[0] ?? {};
    Object.assign(this, { mails, mailsSentTwice: twice, mailsOvertaken: overtaken });
    this.seconds = (performance.now() - this.began) / 1000;
  }

  byFault(): FaultRow[] {
    return [...new Set(this.strikes.map(({ fault }) => fault))].map((fault) => {
      const strikes = this.strikes.filter((strike) => strike.fault === fault);
      const sorted = strikes.flatMap(({ seconds }) => seconds ?? []).toSorted((a, b) => a - b);
      const [median, longest] = [sorted[Math.floor(sorted.length / 2)], sorted.at(-1)];
      return {
        fault,
        strikes: strikes.length,
        kills: strikes.reduce((sum, { kills }) => sum + kills, 0),
        writes: strikes.reduce((sum, strike) => sum + this.writesAfter(strike), 0),
        secondsToService:
          median === undefined || longest === undefined
            ? null
            : { median: rounded(median), longest: rounded(longest) },
      };
    });
  }

  toJSON(): object {
    const { seed, kills, writes, seconds, acknowledged, failures, notes, invariantsHeld } = this;
    const { mails, mailsSentTwice, mailsOvertaken } = this;
    const mailed = { mails, mailsSentTwice, mailsOvertaken };
    return {
      seed,
      kills,
      writes,
      seconds,
      byFault: this.byFault(),
      acknowledged,
      failures,
      notes,
      ...mailed,
      invariantsHeld,
    };
  }

  private writesAfter(strike: Strike): number {
    const next = this.strikes[this.strikes.indexOf(strike) + 1];
    return (next?.acknowledgedBefore ?? this.writes) - strike.acknowledgedBefore;
  }
}

function rounded(seconds: number): number {
  return Math.round(seconds * 10) / 10;
}
