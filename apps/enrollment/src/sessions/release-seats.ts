import { Injectable } from '@nestjs/common';
import { sessionSeatsFreed } from '#libs/contracts';
import type { Transaction } from '#libs/database';
import { Outbox } from '#libs/events';
import { sessionFactsOf } from './session-facts.js';
import type { Session } from './session.js';
import { SessionRepository } from './session.repository.js';

/** Gives seats back, and says so: the only way in which a seat becomes free. */
@Injectable()
export class ReleaseSeats {
  constructor(
    private readonly sessions: SessionRepository,
    private readonly outbox: Outbox,
  ) {}

  /**
   * The session's row is locked from here on, if the caller has not done so.
   * @param from how they were kept. @returns the session afterwards.
   */
  async execute(
    transaction: Transaction,
    sessionId: string,
    seats: number,
    from: 'held' | 'taken',
  ): Promise<Session> {
    const session = await this.sessions.freeSeats(transaction, sessionId, seats, from);
    await this.outbox.append(transaction, sessionSeatsFreed, sessionFactsOf(session));
    return session;
  }
}
