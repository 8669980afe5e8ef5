import type { MailTemplate, MailVariables } from './mail-templates.js';

/** A mail as somebody could get it, made up. */
export interface MailFixture<Template extends MailTemplate> {
  /** What is special about it. */
  readonly name: string;
  readonly variables: MailVariables[Template];
}

const foundation = { name: 'Lakeside Foundation', postalAddress: '12 Harbor Street, Chicago, IL 60601' };
const person = { personName: 'Ana', foundation };
const workshop = { title: 'Speak Up & Stay Kind' };
const zone = 'America/Chicago';
const startsAt = '2026-12-02T00:00:00Z';
const endsAt = '2026-12-02T02:00:00Z';
const article = { title: 'Need an Ally?', url: 'https://ally.test/articles/ally?via=1&x=2' };
const usd = (amount: number) => ({ amount, currency: 'USD' });
const orderId = '019b3c5e-7f00-7000-8000-000000000001';
const speakUp = {
  title: 'Speak Up & Stay Kind',
  url: 'https://ally.test/workshops/speak-up',
  format: 'In person',
  nextSession: { startsAt, zone },
  price: usd(12000),
};
const courage = { title: 'Wright Now: Courage', url: 'https://ally.test/courses/courage', price: usd(4900) };
const unsubscribeUrl = 'https://ally.test/unsubscribe/abc';
const hold = {
  ...person,
  workshop,
  seats: 2,
  sessionStartsAt: startsAt,
  zone,
  total: usd(24000),
  payableUntil: '2026-11-24T15:15:00Z',
  payUrl: 'https://ally.test/pay/abc',
};
const seat: MailVariables['seat-confirmed'] = {
  ...person,
  workshop,
  seats: 1,
  meetings: [
    { startsAt, endsAt },
    { startsAt: '2026-12-09T00:00:00Z', endsAt: '2026-12-09T02:00:00Z' },
  ],
  zone,
  place: { kind: 'venue', name: 'Harbor House', address: '12 Harbor Street, Chicago' },
  manageUrl: 'https://ally.test/enrollments/abc',
};
const ended = { ...person, workshop, startsAt, zone, workshopUrl: 'https://ally.test/workshops/speak-up' };

/** Every mail with what it may be told: for the previews, and for tests. The first of each is the fullest. */
export const mailFixtures: { readonly [T in MailTemplate]: readonly [MailFixture<T>, ...MailFixture<T>[]] } =
  {
    'subscription-opt-in': [
      {
        name: 'two topics',
        variables: {
          ...person,
          confirmUrl: 'https://ally.test/confirm/abc',
          topics: ['Workshops', 'Courses'],
        },
      },
    ],
    'sign-in': [
      {
        name: 'just asked for',
        variables: {
          ...person,
          signInUrl: 'https://ally.test/sign-in/abc',
          code: '042137',
          validMinutes: 15,
        },
      },
      {
        name: 'nearly run out, no name known',
        variables: {
          foundation,
          signInUrl: 'https://ally.test/sign-in/abc',
          code: '042137',
          validMinutes: 1,
        },
      },
    ],
    'follow-up-workshops': [
      {
        name: 'three workshops',
        variables: {
          ...person,
          article,
          workshops: [
            speakUp,
            {
              title: 'A First Conversation',
              url: 'https://ally.test/workshops/first',
              format: 'Online',
              nextSession: { startsAt, zone },
              price: usd(0),
            },
            { title: 'Listening Lab', url: 'https://ally.test/workshops/listening', format: 'Online' },
          ],
          unsubscribeUrl,
        },
      },
      { name: 'one workshop', variables: { ...person, article, workshops: [speakUp], unsubscribeUrl } },
    ],
    'follow-up-courses': [
      { name: 'one course', variables: { ...person, article, courses: [courage], unsubscribeUrl } },
      {
        name: 'two courses',
        variables: {
          ...person,
          article,
          courses: [
            { title: 'Wright Now: Clarity', url: 'https://ally.test/courses/clarity', price: usd(0) },
            courage,
          ],
          unsubscribeUrl,
        },
      },
    ],
    'hold-placed': [
      { name: 'two seats', variables: hold },
      { name: 'one seat', variables: { ...hold, seats: 1, total: usd(12000) } },
    ],
    'seat-confirmed': [
      { name: 'two meetings in one place', variables: seat },
      {
        name: 'two seats online',
        variables: {
          ...seat,
          seats: 2,
          meetings: [{ startsAt, endsAt }],
          place: { kind: 'online', url: 'https://meet.test/room' },
        },
      },
    ],
    'hold-ended': [
      { name: 'not paid in time', variables: { ...ended, reason: 'expired' } },
      { name: 'let go', variables: { ...ended, reason: 'cancelled' } },
    ],
    'seat-passed-on': [
      { name: 'one seat', variables: { ...ended, seats: 1 } },
      { name: 'two seats', variables: { ...ended, seats: 2 } },
    ],
    receipt: [
      {
        name: 'seats and a course',
        variables: {
          ...person,
          orderId,
          lines: [
            { description: 'Speak Up & Stay Kind', quantity: 2, unitPrice: usd(12000) },
            { description: 'Wright Now: Courage', quantity: 1, unitPrice: usd(4900) },
          ],
          total: usd(28900),
          paidAt: '2026-11-24T15:10:00Z',
          zone,
        },
      },
    ],
    'download-ready': [
      {
        name: 'two files',
        variables: {
          ...person,
          course: { title: 'Wright Now: Courage' },
          libraryUrl: 'https://ally.test/library',
          files: [
            { name: 'workbook.pdf', size: 184_000 },
            { name: 'all-sessions.zip', size: 52_428_800 },
          ],
        },
      },
    ],
    refunded: [
      {
        name: 'charged twice',
        variables: {
          ...person,
          orderId,
          amount: usd(12000),
          reason: 'You were charged twice, so we have returned the second payment.',
        },
      },
    ],
  };
