import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { Liquid } from 'liquidjs';
import { mailFixtures } from './mail-fixtures.js';
import { mailTemplates, type MailTemplate, type MailVariables } from './mail-templates.js';
import { parsePart, renderMail } from './render-mail.js';

/** The fullest fixture of each mail. */
const samples = Object.fromEntries(
  Object.entries(mailFixtures).map(([template, [{ variables }]]) => [template, variables]),
) as MailVariables;
const { foundation } = samples.receipt;
const person = { personName: 'Ana', foundation };
const usd = (amount: number) => ({ amount, currency: 'USD' });
const fixtures = Object.entries(mailFixtures).flatMap(([template, each]) =>
  each.map(({ name, variables }) => [template as MailTemplate, name, variables as object] as const),
);
const templates = Object.keys(mailTemplates) as MailTemplate[];
const linksOf = (value: unknown): string[] => {
  if (typeof value === 'string') return value.startsWith('http') ? [value] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(linksOf) : [];
};

/** The paths to every word that a mail takes as it comes: not to links, instants, zones, ids and codes. */
function wordsOf(template: MailTemplate): string[][] {
  const isTaken = (path: string[]) =>
    mailTemplates[template].safeParse(changed(samples[template], path, 'any word')).success;
  return pathsOf(samples[template]).filter(isTaken);
}

function pathsOf(value: unknown, path: string[] = []): string[][] {
  if (typeof value === 'string') return [path];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => pathsOf(inner, [...path, key]));
}

function changed(value: unknown, path: readonly string[], word: string): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return word;
  const copy: unknown = structuredClone(value);
  const inside = copy as Record<string, unknown>;
  inside[key] = changed(inside[key], rest, word);
  return copy;
}

describe('every mail', () => {
  it('has a template for its variables and variables for its template', () => {
    const files = readdirSync(new URL('templates', import.meta.url)).filter((file) => file.endsWith('.mjml'));
    expect(files.map((file) => file.replace('.mjml', '')).toSorted()).toEqual(templates.toSorted());
  });

  it.each(fixtures)(
    '%s, %s: is filled in completely, with its links in both versions',
    async (...fixture) => {
      const [template, , variables] = fixture;
      const { subject, html, text } = await renderMail(template, variables as never);
      expect(subject).toMatch(/^\S.*\S$/);
      for (const part of [subject, html, text]) expect(part).not.toMatch(/\{[{%]|undefined|\[object|Invalid/);
      for (const part of [html, text]) {
        expect(part).toContain('personName' in variables ? 'Hello Ana,' : 'Hello,');
        expect(part).toContain(foundation.name);
        expect(part).toContain(foundation.postalAddress);
        expect(part).toContain('You get this ');
      }
      for (const link of linksOf(variables)) {
        expect(html).toContain(`href="${link.replaceAll('&', '&amp;')}"`);
        expect(text.split('\n')).toContain(link);
      }
    },
  );

  it.each(fixtures)('%s, %s: begins with a line that says more than the subject', async (...fixture) => {
    const [template, , variables] = fixture;
    const { subject, html } = await renderMail(template, variables as never);
    const shownFirst = /<div style="display:none[^>]*>([^<]+)<\/div>/.exec(html)?.[1]?.trim() ?? '';
    expect(shownFirst.length).toBeGreaterThan(15);
    expect(shownFirst.length).toBeLessThan(120);
    expect(subject).not.toContain(shownFirst);
  });

  it.each(fixtures)('%s, %s: speaks of one as of one, and of more as of more', async (...fixture) => {
    const [template, , variables] = fixture;
    const { subject, text } = await renderMail(template, variables as never);
    expect(`${subject}\n${text}`).not.toMatch(/\b1 (seats|minutes|files|workshops|courses|dates)\b/);
  });
});

describe('what a stranger can type', () => {
  const SCRIPT = '<script>alert("1")</script>';

  it.each(templates)('%s: a script in any of its words is escaped in the HTML', async (template) => {
    const words = wordsOf(template);
    expect(words).toContainEqual(['personName']);
    for (const path of words) {
      const { html } = await renderMail(template, changed(samples[template], path, SCRIPT) as never);
      expect(html).not.toContain('<script');
      expect(html).toContain('&lt;script&gt;alert(&#34;1&#34;)&lt;/script&gt;');
    }
  });

  it('and is left as typed in the text, where it means nothing', async () => {
    const { text } = await renderMail('refunded', { ...samples.refunded, personName: SCRIPT });
    expect(text).toContain(`Hello ${SCRIPT},`);
  });

  it('no template has a way around the escaping', () => {
    const folder = new URL('templates/', import.meta.url);
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    for (const file of files.filter((name) => name.endsWith('.mjml')))
      expect(readFileSync(new URL(file, folder), 'utf8')).not.toMatch(/\|\s*raw|{%-?\s*raw|safe/);
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
    expect(subject).toBe('You are in: Courage Bcc: all@evil.test, Tuesday, December 1');
    expect(text).not.toMatch(/^Bcc/m);
  });

  it('a link that is not a web address is refused', async () => {
    const refused = renderMail('hold-placed', { ...samples['hold-placed'], payUrl: 'javascript:alert(1)' });
    await expect(refused).rejects.toThrow('payUrl');
  });
});

describe('variables', () => {
  it('a template that asks for one that its mail is never told is refused when it is read', () => {
    const source = '{% if reason %}{{ colour }}{% endif %}';
    expect(() => parsePart(new Liquid(), 'refunded', source)).toThrow('The mail is never told of colour');
  });

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
    const { subject, text } = await renderMail('follow-up-workshops', samples['follow-up-workshops']);
    expect(subject).toBe('Workshops on what you read in “Need an Ally?”');
    expect(text).toContain(
      'In person · $120.00 a seat\nNext: Tuesday, December 1, 2026, 6:00 PM (Chicago time)\n\nA First Conversation',
    );
    expect(text).toContain('Online · free\nNext: ');
    expect(text).toContain('Online\nNo date with seats left just now');
  });

  it('a hold says until when in its subject, and one seat is spoken of as one, two as two', async () => {
    const two = await renderMail('hold-placed', samples['hold-placed']);
    expect(two.subject).toBe('Your 2 seats are kept until 9:15 AM (Chicago time): Speak Up & Stay Kind');
    const one = await renderMail('hold-placed', { ...samples['hold-placed'], seats: 1, total: usd(12000) });
    expect(one.subject).toBe('Your seat is kept until 9:15 AM (Chicago time): Speak Up & Stay Kind');
    expect(one.text).toContain('1 seat, $120.00 in all');
  });

  it('a confirmed seat says every meeting and where, with a way in when it is online', async () => {
    const venue = await renderMail('seat-confirmed', samples['seat-confirmed']);
    expect(venue.subject).toBe('You are in: Speak Up & Stay Kind, Tuesday, December 1');
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
    expect(cancelled.subject).toBe('Cancelled, as you asked: Speak Up & Stay Kind, Tuesday, December 1');
    expect((await renderMail('hold-ended', samples['hold-ended'])).subject).toBe(
      'Your time to pay has passed: Speak Up & Stay Kind, Tuesday, December 1',
    );
  });

  it('files are given in sizes people know', async () => {
    const { text } = await renderMail('download-ready', samples['download-ready']);
    expect(text).toContain('workbook.pdf (184 kB)\n\nall-sessions.zip (52.4 MB)');
  });
});
