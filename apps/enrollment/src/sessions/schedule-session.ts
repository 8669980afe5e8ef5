import { Injectable } from '@nestjs/common';
import { sessionScheduled } from '#libs/contracts';
import { Database, newId, type Transaction } from '#libs/database';
import { Outbox } from '#libs/events';
import { assertInOrder } from './change-session.js';
import { sessionFactsOf } from './session-facts.js';
import type { Session } from './session.js';
import { SessionRepository, type NewSession } from './session.repository.js';

/** Puts a session of a workshop on the calendar. Its meetings are in the order of time and do not overlap. */
@Injectable()
export class ScheduleSession {
  constructor(
    private readonly database: Database,
    private readonly sessions: SessionRepository,
    private readonly outbox: Outbox,
  ) {}

  /**
   * @param id makes a repetition harmless: what has that id already stays as it is.
   * @returns the session's id.
   * @throws Refusal `meetings-out-of-order`.
   */
  async execute(session: Omit<NewSession, 'id'>, id = newId()): Promise<string> {
    await this.database.transaction((transaction) => this.schedule(transaction, { ...session, id }));
    return id;
  }

  /**
   * As `execute`, as a part of something more.
   * @returns undefined when something has that id already.
   */
  async schedule(transaction: Transaction, session: NewSession): Promise<Session | undefined> {
    assertInOrder(session.meetings);
    const scheduled = await this.sessions.insert(transaction, session, session.meetings);
    if (scheduled !== undefined)
      await this.outbox.append(transaction, sessionScheduled, sessionFactsOf(scheduled));
    return scheduled;
  }
}
