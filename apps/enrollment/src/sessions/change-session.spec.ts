import { describe, expect, it } from '@jest/globals';
import { assertInOrder, changeSession } from './change-session.js';
import type { Session } from './session.js';

const meeting = { startsAt: '2026-12-20T18:00:00.000Z', endsAt: '2026-12-20T20:00:00.000Z' };
const later = { startsAt: '2026-12-21T18:00:00.000Z', endsAt: '2026-12-21T20:00:00.000Z' };
const session: Session = {
  id: 'a',
  workshopId: 'b',
  state: 'scheduled',
  startsAt: new Date(meeting.startsAt),
  endsAt: new Date(meeting.endsAt),
  meetings: [meeting],
  zone: 'America/Chicago',
  venue: 'Room 4',
  onlineUrl: null,
  coachId: null,
  capacity: 10,
  held: 0,
  taken: 0,
  price: { amount: 5_000, currency: 'USD' },
  version: 7,
  edition: 1,
};
const sold = { ...session, held: 2, taken: 3 };

describe('changing a session', () => {
  it('when a part is said, then the rest stays; what is undefined is not said', () => {
    expect(changeSession(session, { venue: null, capacity: undefined })).toEqual({ ...session, venue: null });
  });

  it('when it moves, then it begins with its first meeting and ends with its last', () => {
    expect(changeSession(session, { meetings: [meeting, later] })).toEqual({
      ...session,
      meetings: [meeting, later],
      endsAt: new Date(later.endsAt),
    });
  });

  it('when somebody has or holds a seat, then it does not move, and the same time is no move', () => {
    for (const people of [
      { ...session, held: 1 },
      { ...session, taken: 1 },
    ])
      for (const change of [{ meetings: [later] }, { zone: 'Europe/Berlin' }])
        expect(() => changeSession(people, change)).toThrow('session-has-enrollments');
    const same = { startsAt: '2026-12-20T18:00:00Z', endsAt: '2026-12-20T20:00:00Z' };
    expect(changeSession(sold, { meetings: [same], zone: sold.zone })).toEqual(sold);
  });

  it('when it would have fewer seats than people, then it says by how many', () => {
    expect(changeSession(sold, { capacity: 5 })).toMatchObject({ capacity: 5 });
    expect(() => changeSession(sold, { capacity: 3 })).toThrow(
      'There are 5 seats held or taken, 2 more than that.',
    );
  });

  it.each([
    ['none', []],
    ['one that ends before it starts', [{ startsAt: meeting.endsAt, endsAt: meeting.startsAt }]],
    ['two that overlap', [meeting, { startsAt: meeting.startsAt, endsAt: later.endsAt }]],
    ['two the other way round', [later, meeting]],
    [
      'one of no length, in two spellings',
      [{ startsAt: '2026-12-20T18:00:00.000Z', endsAt: '2026-12-20T18:00:00Z' }],
    ],
  ])('when its meetings are %s, then it is refused', (_, meetings) => {
    expect(() => assertInOrder(meetings)).toThrow('meetings-out-of-order');
    expect(() => changeSession(session, { meetings })).toThrow('meetings-out-of-order');
  });
});
