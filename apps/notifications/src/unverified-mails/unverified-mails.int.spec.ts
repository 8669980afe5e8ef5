import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  enrollmentConfirmed,
  enrollmentExpired,
  enrollmentHeld,
  enrollmentPersonDescribed,
  sessionScheduled,
  workshopPublished,
} from '#libs/contracts';
import { newId } from '#libs/database';
import { KeyRing } from '#libs/identity';
import { runNotifications } from '../../../../test/support/run-notifications.js';
import { TEST_KEY, type RunningService } from '../../../../test/support/run-service.js';
import { UnverifiedMailRepository } from './unverified-mail.repository.js';

const HOUR = 3_600_000;
const [workshopId, sessionId] = [newId(), newId()];
const keys = new KeyRing(TEST_KEY);
let service: RunningService;

beforeAll(async () => {
  // Many ask from one machine within a minute.
  service = await runNotifications({ rateFactor: 10 });
  const [startsAt, endsAt] = ['2027-03-01T18:00:00.000Z', '2027-03-01T20:00:00.000Z'];
  await service.hear(workshopPublished, { workshopId, slug: 'ask', title: 'Ask for it', format: 'online' });
  await service.hear(sessionScheduled, {
    sessionId,
    version: 1,
    workshopId,
    state: 'scheduled',
    startsAt,
    endsAt,
    meetings: [{ startsAt, endsAt }],
    zone: 'America/Chicago',
    venue: 'Room 4',
    onlineUrl: null,
    coachId: null,
    capacity: 10,
    seatsLeft: 10,
    price: { amount: 5_000, currency: 'USD' },
  });
});

afterAll(async () => {
  await service.stop();
});

let people = 0;

/** Somebody whose address a service has been told. */
async function somebody(): Promise<string> {
  const email = `somebody-${people++}@example.org`;
  await service.hear(enrollmentPersonDescribed, { personId: keys.personIdOf(email), email, name: null });
  return email;
}

async function post(path: string, body: object): Promise<number> {
  const answer = await fetch(service.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return answer.status;
}

interface Mail {
  subject: string;
  text: string;
}

async function mailsTo(email: string): Promise<Mail[]> {
  await service.time.settle();
  const answer = await fetch(`${service.url}/v1/mailbox?limit=100&to=${encodeURIComponent(email)}`);
  return ((await answer.json()) as { data: Mail[] }).data.toReversed();
}

const seat = (email: string) => ({
  enrollmentId: newId(),
  version: 1,
  sessionId,
  workshopId,
  personId: keys.personIdOf(email),
  seats: 1,
  via: null,
  epoch: 1,
});
const dollars = (amount: number) => ({ amount, currency: 'USD' });
const holds = (email: string, id = newId()) =>
  service.hear(
    enrollmentHeld,
    { ...seat(email), price: dollars(5_000), payableUntil: '2026-12-24T12:00:00.000Z' },
    id,
  );
const confirms = (email: string, amount: number) =>
  service.hear(enrollmentConfirmed, {
    ...seat(email),
    price: dollars(amount),
    orderId: amount === 0 ? null : newId(),
  });
const subscribes = (email: string, topic: string) => post('/v1/subscriptions', { email, topics: [topic] });
const asksForLink = (email: string) => post('/v1/sign-in-links', { email });

async function signsIn(mails: readonly Mail[]): Promise<void> {
  const token = mails.map(({ text }) => /sign-in\?token=(\S+)/.exec(text)?.[1]).find(Boolean);
  expect(await post('/v1/sign-ins', { token })).toBe(200);
}

describe('an address that nobody has proven', () => {
  it('gets three mails in 24 hours, whatever sorts are asked for, and the answers stay the same', async () => {
    const email = await somebody();
    expect(await asksForLink(email)).toBe(202);
    expect(await subscribes(email, 'articles')).toBe(202);
    await holds(email);
    expect(await mailsTo(email)).toHaveLength(3);

    expect(await asksForLink(email)).toBe(202);
    expect(await subscribes(email, 'news')).toBe(202);
    await holds(email);
    await service.hear(enrollmentExpired, seat(email));
    await confirms(email, 0);
    expect(await mailsTo(email)).toHaveLength(3);
    await service.time.advanceTo(new Date(service.clock.now().getTime() + 23 * HOUR));
    await holds(email);
    expect(await mailsTo(email)).toHaveLength(3);
    await service.time.advanceTo(new Date(service.clock.now().getTime() + HOUR));
    await holds(email);
    expect(await mailsTo(email)).toHaveLength(4);
  }, 20_000);

  it('gets what follows from a payment all the same, and an operator sees what was left out', async () => {
    const email = await somebody();
    for (let nth = 0; nth < 4; nth++) await holds(email);
    for (let nth = 0; nth < 4; nth++) await confirms(email, 5_000);
    expect(await mailsTo(email)).toHaveLength(3 + 4);
    const left = await service.rows(
      `SELECT template, state, reason FROM notifications.messages WHERE person_id = $1 AND state = 'skipped'`,
      [keys.personIdOf(email)],
    );
    expect(left).toEqual([{ template: 'hold-placed', state: 'skipped', reason: 'too-many-unverified' }]);
  });

  it('when a fact is told a second time, then it counts once', async () => {
    const email = await somebody();
    const id = newId();
    await holds(email, id);
    await service.rows('UPDATE event_log.cursors SET next_offset = 0');
    await holds(email);
    await holds(email);
    expect(await mailsTo(email)).toHaveLength(3);
  });

  it('when thirty ask at once, then three mails go', async () => {
    const email = await somebody();
    const asked = Array.from({ length: 30 }, (_, nth) =>
      nth % 2 === 0 ? asksForLink(email) : subscribes(email, `topic-${nth}`),
    );
    expect(new Set(await Promise.all(asked))).toEqual(new Set([202]));
    expect(await mailsTo(email)).toHaveLength(3);
  });

  it('when thirty ask at once and nobody counts, then more go (negative control)', async () => {
    const email = await somebody();
    const unverified = service.get(UnverifiedMailRepository);
    const counted = unverified.standingOf;
    unverified.standingOf = async () => ({ isProven: false, inADay: 0, ofSortInAnHour: 0 });
    try {
      await Promise.all(Array.from({ length: 30 }, () => asksForLink(email)));
      expect((await mailsTo(email)).length).toBeGreaterThan(3);
    } finally {
      unverified.standingOf = counted;
    }
  });

  it('when nobody here has it, then what was not mailed there does not count', async () => {
    const email = 'nobody-yet@example.org';
    for (let nth = 0; nth < 3; nth++) await asksForLink(email);
    expect(await mailsTo(email)).toEqual([]);
    await subscribes(email, 'articles');
    expect(await mailsTo(email)).toHaveLength(1);
  });
});

describe('an address whose owner has signed in', () => {
  it('gets all that it causes, and a sign-in mail three times an hour', async () => {
    const email = await somebody();
    await asksForLink(email);
    await signsIn(await mailsTo(email));
    for (let nth = 0; nth < 5; nth++) await holds(email);
    await confirms(email, 0);
    expect(await mailsTo(email)).toHaveLength(1 + 5 + 1);
    for (let nth = 0; nth < 5; nth++) await asksForLink(email);
    expect(await mailsTo(email)).toHaveLength(7 + 2);
  });
});

describe('an address whose owner has said yes to a subscription', () => {
  it('gets all that it causes', async () => {
    const email = 'said-yes@example.org';
    await subscribes(email, 'articles');
    const [optIn] = await mailsTo(email);
    const [, id, token] = /subscriptions\/([^/]+)\/confirmation\?token=(\S+)/.exec(optIn?.text ?? '') ?? [];
    expect(await post(`/v1/subscriptions/${id}/confirmation?token=${token}`, {})).toBe(200);
    for (let nth = 0; nth < 5; nth++) await holds(email);
    expect(await mailsTo(email)).toHaveLength(1 + 5);
  });
});
