import { Injectable } from '@nestjs/common';
import { Refusal, sessionScheduled, type Meeting } from '#libs/contracts';
import { Database, newId } from '#libs/database';
import { Outbox } from '#libs/events';
import { sessionFactsOf } from './session-facts.js';
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
    const { meetings } = session;
    if (meetings.length === 0 || meetings.some((meeting, nth) => !isAfter(meeting, meetings[nth - 1]))) {
      throw new Refusal(
        'invalid',
        'meetings-out-of-order',
        'Each meeting must end after it starts and follow the one before.',
        [{ pointer: '/meetings', detail: 'empty or out of order' }],
      );
    }
    return this.database.transaction(async (transaction) => {
      const scheduled = await this.sessions.insert(transaction, { ...session, id }, meetings);
      if (scheduled !== undefined)
        await this.outbox.append(transaction, sessionScheduled, sessionFactsOf(scheduled));
      return id;
    });
  }
}

function isAfter(meeting: Meeting, before: Meeting | undefined): boolean {
  return meeting.startsAt < meeting.endsAt && (before === undefined || before.endsAt <= meeting.startsAt);
}
