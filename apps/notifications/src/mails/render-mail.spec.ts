import { readdirSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { mailTemplates, type MailTemplate, type MailVariables } from './mail-templates.js';
import { renderMail } from './render-mail.js';

const foundation = { name: 'Lakeside Foundation', postalAddress: '12 Harbor Street, Chicago, IL 60601' };
const person = { personName: 'Ana', foundation };
const workshop = { title: 'Speak Up & Stay Kind' };
const zone = 'America/Chicago';
const startsAt = '2026-12-02T00:00:00Z';
const endsAt = '2026-12-02T02:00:00Z';
const article = { title: 'Need an Ally?', url: 'https://ally.test/articles/ally?via=1&x=2' };
const usd = (amount: number) => ({ amount, currency: 'USD' });
const orderId = '019b3c5e-7f00-7000-8000-000000000001';

const samples: MailVariables = {
  'subscription-opt-in': {
    ...person,
    confirmUrl: 'https://ally.test/confirm/abc',
    topics: ['Workshops', 'Courses'],
  },
  'sign-in': { ...person, signInUrl: 'https://ally.test/sign-in/abc', code: '042137', validMinutes: 15 },
  'follow-up-workshops': {
    ...person,
    article,
    workshops: [
      {
        title: 'Speak Up & Stay Kind',
        url: 'https://ally.test/workshops/speak-up',
        format: 'In person',
        nextSession: { startsAt, zone },
        price: usd(12000),
      },
      {
        title: 'A First Conversation',
        url: 'https://ally.test/workshops/first',
        format: 'Online',
        price: usd(0),
      },
      { title: 'Listening Lab', url: 'https://ally.test/workshops/listening', format: 'Online' },
    ],
    unsubscribeUrl: 'https://ally.test/unsubscribe/abc',
  },
  'follow-up-courses': {
    ...person,
    article,
    courses: [{ title: 'Wright Now: Courage', url: 'https://ally.test/courses/courage', price: usd(4900) }],
    unsubscribeUrl: 'https://ally.test/unsubscribe/abc',
  },
  'hold-placed': {
    ...person,
    workshop,
    seats: 2,
    sessionStartsAt: startsAt,
    zone,
    total: usd(24000),
    payableUntil: '2026-11-24T15:15:00Z',
    payUrl: 'https://ally.test/pay/abc',
  },
  'seat-confirmed': {
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
  },
  receipt: {
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
  'download-ready': {
    ...person,
    course: { title: 'Wright Now: Courage' },
    libraryUrl: 'https://ally.test/library',
    files: [
      { name: 'workbook.pdf', size: 184_000 },
      { name: 'all-sessions.zip', size: 52_428_800 },
    ],
  },
  'hold-ended': {
    ...person,
    workshop,
    startsAt,
    zone,
    reason: 'expired',
    workshopUrl: 'https://ally.test/workshops/speak-up',
  },
  refunded: { ...person, orderId, amount: usd(12000), reason: 'The workshop was called off.' },
};
const templates = Object.keys(mailTemplates) as MailTemplate[];
const linksOf = (value: unknown): string[] => {
  if (typeof value === 'string') return value.startsWith('http') ? [value] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(linksOf) : [];
};

describe('every mail', () => {
  it('has a template for its variables and variables for its template', () => {
    const files = readdirSync(new URL('templates', import.meta.url)).filter((file) => file.endsWith('.mjml'));
    expect(files.map((file) => file.replace('.mjml', '')).toSorted()).toEqual(templates.toSorted());
  });

  it.each(templates)('%s is filled in completely, with its links in both versions', async (template) => {
    const { subject, html, text } = await renderMail(template, samples[template]);
    expect(subject).toMatch(/^\S.*\S$/);
    for (const part of [subject, html, text]) expect(part).not.toMatch(/\{[{%]|undefined|\[object|Invalid/);
    for (const part of [html, text]) {
      expect(part).toContain('Hello Ana,');
      expect(part).toContain(foundation.postalAddress);
      expect(part).toContain('You get this ');
    }
    for (const link of linksOf(samples[template])) {
      expect(html).toContain(`href="${link.replaceAll('&', '&amp;')}"`);
      expect(text.split('\n')).toContain(link);
    }
  });
});

describe('what a stranger can type', () => {
  it('a script in the name is escaped in the HTML and left as typed in the text', async () => {
    const { html, text } = await renderMail('refunded', {
      ...samples.refunded,
      personName: '<script>alert(1)</script>',
    });
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(html).not.toContain('<script');
    expect(text).toContain('Hello <script>alert(1)</script>,');
  });

  it('a name that would become a link is not greeted', async () => {
    for (const personName of ['Win at www.evil.test', 'https://evil', 'x'.repeat(61)]) {
      const { text } = await renderMail('sign-in', { ...samples['sign-in'], personName });
      expect(text).toContain('Hello,\n');
    }
    const { text } = await renderMail('sign-in', { ...samples['sign-in'], personName: 'J.R. Smith, Jr.' });
    expect(text).toContain('Hello J.R. Smith, Jr.,');
  });

  it('a title with line breaks can forge neither a header nor a line of text', async () => {
    const forged = { title: 'Courage\r\nBcc: all@evil.test' };
    const { subject, text } = await renderMail('seat-confirmed', {
      ...samples['seat-confirmed'],
      workshop: forged,
    });
    expect(subject).toBe('You are in: Courage Bcc: all@evil.test');
    expect(text).not.toMatch(/^Bcc/m);
  });

  it('a link that is not a web address is refused', async () => {
    const refused = renderMail('hold-placed', { ...samples['hold-placed'], payUrl: 'javascript:alert(1)' });
    await expect(refused).rejects.toThrow('payUrl');
  });
});

describe('variables', () => {
  it('an unknown variable is refused', async () => {
    const more = { ...samples['sign-in'], colour: 'red' };
    await expect(renderMail('sign-in', more)).rejects.toThrow('colour');
  });

  it('a missing variable is refused', async () => {
    const { signInUrl, validMinutes } = samples['sign-in'];
    // @ts-expect-error the code is missing
    await expect(renderMail('sign-in', { ...person, signInUrl, validMinutes })).rejects.toThrow('code');
  });

  it('without a name the greeting is still a greeting', async () => {
    const { text } = await renderMail('sign-in', { ...samples['sign-in'], personName: undefined });
    expect(text).toContain('Hello,\n');
  });
});

describe('wording', () => {
  it.each(['follow-up-workshops', 'follow-up-courses'] as const)('%s shows its way out', async (template) => {
    const { html, text } = await renderMail(template, samples[template]);
    expect(html).toContain('<a href="https://ally.test/unsubscribe/abc">Unsubscribe</a>');
    expect(text).toContain('Unsubscribe\nhttps://ally.test/unsubscribe/abc');
  });

  it('follow-ups say when, how and for how much', async () => {
    const { text } = await renderMail('follow-up-workshops', samples['follow-up-workshops']);
    expect(text).toContain(
      'In person · $120.00\nNext: Tuesday, December 1, 2026, 6:00 PM (Chicago time)\n\nA First Conversation',
    );
    expect(text).toContain('Online · free\n\nListening Lab');
  });

  it('one seat is spoken of as one, two as two', async () => {
    const two = await renderMail('hold-placed', samples['hold-placed']);
    expect(two.subject).toBe('2 seats are waiting for you: Speak Up & Stay Kind');
    const one = await renderMail('hold-placed', { ...samples['hold-placed'], seats: 1, total: usd(12000) });
    expect(one.subject).toBe('A seat is waiting for you: Speak Up & Stay Kind');
    expect(one.text).toContain('1 seat, $120.00 in all');
  });

  it('a confirmed seat says every meeting and where, with a way in when it is online', async () => {
    const venue = await renderMail('seat-confirmed', samples['seat-confirmed']);
    expect(venue.text).toContain(
      'Tuesday, December 1, 2026, 6:00 – 8:00 PM (Chicago time)\nTuesday, December 8',
    );
    expect(venue.text).toContain('Where: Harbor House, 12 Harbor Street, Chicago');
    const place = { kind: 'online', url: 'https://meet.test/room' } as const;
    const online = await renderMail('seat-confirmed', { ...samples['seat-confirmed'], place });
    expect(online.text).toContain('Where: online, join here\nhttps://meet.test/room');
  });

  it('a hold that was given back reads differently from one that ran out', async () => {
    const cancelled = await renderMail('hold-ended', { ...samples['hold-ended'], reason: 'cancelled' });
    expect(cancelled.subject).toBe('Your seats are released: Speak Up & Stay Kind');
    expect((await renderMail('hold-ended', samples['hold-ended'])).subject).toContain(
      'Your time to pay has passed',
    );
  });

  it('files are given in sizes people know', async () => {
    const { text } = await renderMail('download-ready', samples['download-ready']);
    expect(text).toContain('workbook.pdf (184 kB)\n\nall-sessions.zip (52.4 MB)');
  });
});
