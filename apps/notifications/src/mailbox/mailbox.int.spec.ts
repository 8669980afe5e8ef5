import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { enrollmentConfirmed, enrollmentPersonDescribed, enrollmentTransferred } from '#libs/contracts';
import { newId } from '#libs/database';
import { KeyRing } from '#libs/identity';
import ICAL from 'ical.js';
import { simpleParser } from 'mailparser';
import { publishOffer } from '../../../../test/support/publish-offer.js';
import { runNotifications } from '../../../../test/support/run-notifications.js';
import { TEST_KEY, type RunningService } from '../../../../test/support/run-service.js';
import { mailFixtures } from '../mails/mail-fixtures.js';
import { mailTemplates } from '../mails/mail-templates.js';

const templates = Object.keys(mailTemplates);
let service: RunningService;

beforeAll(async () => {
  service = await runNotifications();
});

afterAll(async () => {
  await service.stop();
});

async function page(path: string): Promise<string> {
  const answer = await fetch(service.url + path);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
  return answer.text();
}

describe('the previews', () => {
  it('list every mail that there is', async () => {
    const list = await page('/mailbox/templates');
    for (const template of templates) expect(list).toContain(`href="/mailbox/templates/${template}#1"`);
  });

  it.each(templates)('show %s as subject, HTML and text, for each of its fixtures', async (template) => {
    const shown = await page(`/mailbox/templates/${template}`);
    const fixtures = mailFixtures[template as keyof typeof mailFixtures];
    for (const [index, { name }] of fixtures.entries()) {
      expect(shown).toContain(`<h2>${name}</h2>`);
      const frame = `/mailbox/templates/${template}/${index + 1}/html`;
      expect(shown).toContain(`src="${frame}"`);
      expect(await page(frame)).toContain('Lakeside Foundation');
    }
    expect(shown.match(/Subject: <strong>[^<]{10,}</g)).toHaveLength(fixtures.length);
    expect(shown).toContain('You get this ');
  });

  it.each(['/mailbox/templates/no-such-mail', '/mailbox/templates/receipt/9/html'])(
    '%s is not there',
    async (path) => {
      expect((await fetch(service.url + path)).status).toBeGreaterThanOrEqual(400);
    },
  );

  it.each([
    '/mailbox',
    '/mailbox/templates',
    '/mailbox/templates/receipt',
    '/mailbox/templates/receipt/1/html',
  ])('%s is for nobody who asks this machine under another name', async (path) => {
    const { port } = new URL(service.url);
    const status = await new Promise((resolve, reject) => {
      request({ port, path, headers: { host: 'evil.test' } }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      })
        .on('error', reject)
        .end();
    });
    expect(status).toBe(401);
  });
});

it('the whole message in the mailbox has a calendar file that another library reads', async () => {
  const offer = await publishOffer(service);
  const personId = new KeyRing(TEST_KEY).personIdOf('ada@example.org');
  await service.hear(enrollmentPersonDescribed, { personId, email: 'ada@example.org', name: 'Ada' });
  await service.hear(enrollmentConfirmed, {
    enrollmentId: newId(),
    version: 2,
    sessionId: offer.sessionId,
    workshopId: offer.workshopId,
    personId,
    seats: 1,
    via: null,
    epoch: 1,
    orderId: null,
    price: { amount: 0, currency: 'USD' },
  });
  const list = (await (await fetch(`${service.url}/v1/mailbox`)).json()) as { data: { id: string }[] };
  const message = await fetch(`${service.url}/mailbox/${list.data[0]?.id}/message.eml`);
  const { attachments } = await simpleParser(Buffer.from(await message.arrayBuffer()));
  const calendar = new ICAL.Component(ICAL.parse(attachments[0]?.content.toString('utf8') ?? ''));
  const event = calendar.getFirstSubcomponent('vevent');
  expect(event?.getFirstPropertyValue('summary')).toBe('Ask for it');
  expect(calendar.getFirstPropertyValue('method')).toBe('PUBLISH');
});

it('when seats are given to another person, then both are told, once, and only the new one gets a link and the dates', async () => {
  const offer = await publishOffer(service);
  const keys = new KeyRing(TEST_KEY);
  const [from, to] = ['eve@example.org', 'finn@example.org'];
  for (const email of [from, to]) {
    const personId = keys.personIdOf(email);
    await service.hear(enrollmentPersonDescribed, { personId, email, name: null });
  }
  const enrollmentId = newId();
  const transferred = {
    enrollmentId,
    version: 3,
    sessionId: offer.sessionId,
    workshopId: offer.workshopId,
    personId: keys.personIdOf(to),
    fromPersonId: keys.personIdOf(from),
    seats: 2,
    via: null,
    epoch: 2,
  };
  await service.hear(enrollmentTransferred, transferred);
  type Mail = { to: string; subject: string; text: string; calendar?: string };
  const { data } = (await (await fetch(`${service.url}/v1/mailbox?limit=100`)).json()) as { data: Mail[] };
  const [former, present] = [from, to].map((address) => data.filter((mail) => mail.to.includes(address)));
  expect(former).toMatchObject([{ subject: expect.stringContaining('Given to somebody else') }]);
  expect(former?.[0]?.text).not.toContain(enrollmentId);
  expect(present).toMatchObject([{ subject: expect.stringContaining('You are in') }]);
  expect(present?.[0]?.text).toContain(`/enrollments/${enrollmentId}?token=`);
});
