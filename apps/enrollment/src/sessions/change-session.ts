import { Refusal, type Meeting } from '#libs/contracts';
import type { Session } from './session.js';

/** What an editor may change of a session; what is not said stays. */
export type SessionChange = {
  readonly [Field in 'venue' | 'onlineUrl' | 'coachId' | 'capacity' | 'price' | 'meetings' | 'zone']?:
    Session[Field] | undefined;
};

/** @throws Refusal `meetings-out-of-order`: each ends after it starts and follows the one before. */
export function assertInOrder(meetings: readonly Meeting[]): void {
  const isAfter = ({ startsAt, endsAt }: Meeting, before: Meeting | undefined) =>
    at(startsAt) < at(endsAt) && (before === undefined || at(before.endsAt) <= at(startsAt));
  if (meetings.length > 0 && meetings.every((meeting, nth) => isAfter(meeting, meetings[nth - 1]))) return;
  throw new Refusal(
    'invalid',
    'meetings-out-of-order',
    'Each meeting must end after it starts and follow the one before.',
    [{ pointer: '/meetings', detail: 'empty or out of order' }],
  );
}

/**
 * The session with this change. A new price is for those who enroll from now on.
 * @throws Refusal `meetings-out-of-order`; `session-has-enrollments` when it would move under people who have or hold a
 *   seat; `capacity-below-taken` when they would be more than its seats.
 */
export function changeSession(session: Session, change: SessionChange): Session {
  const said = Object.entries(change).filter(([, value]) => value !== undefined);
  const wished: Session = { ...session, ...Object.fromEntries(said) };
  const isMoved = !sameTimes(wished.meetings, session.meetings);
  const people = session.held + session.taken;
  if ((isMoved || wished.zone !== session.zone) && people > 0) {
    throw new Refusal(
      'conflict',
      'session-has-enrollments',
      'Somebody has or holds a seat: its time cannot be changed any more.',
      [{ pointer: isMoved ? '/meetings' : '/zone', detail: `${people} seats are held or taken` }],
    );
  }
  if (wished.capacity < people) {
    throw new Refusal(
      'conflict',
      'capacity-below-taken',
      `There are ${people} seats held or taken, ${people - wished.capacity} more than that.`,
      [{ pointer: '/capacity', detail: `must be ${people} or more` }],
    );
  }
  return isMoved ? movedTo(wished, wished.meetings) : { ...wished, meetings: session.meetings };
}

function movedTo(session: Session, meetings: readonly Meeting[]): Session {
  assertInOrder(meetings);
  const startsAt = meetings[0]?.startsAt ?? session.startsAt;
  const endsAt = meetings.at(-1)?.endsAt ?? session.endsAt;
  return { ...session, startsAt: new Date(startsAt), endsAt: new Date(endsAt) };
}

function sameTimes(some: readonly Meeting[], others: readonly Meeting[]): boolean {
  const times = (meetings: readonly Meeting[]) =>
    meetings.map(({ startsAt, endsAt }) => `${at(startsAt)} ${at(endsAt)}`).join();
  return times(some) === times(others);
}

function at(instant: string): number {
  return Date.parse(instant);
}
