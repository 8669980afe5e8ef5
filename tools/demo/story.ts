import { told } from '#libs/api-client';
import { once, opensWith, refusalOf, type AllyClient, type Enrollment, type Session } from './ally-client.js';
import { downloadWithOneBreak } from './broken-download.js';
import { linkIn, Reader } from './reader.js';
import { showFunnel } from './show-funnel.js';
import { Timeline } from './timeline.js';

const FIFTY_MEGABYTES = 50 * 1024 * 1024;

/**
 * The main job, played by five people over four simulated days, with the funnel at its end.
 * @param inTheMiddle what happens while a seat is held and follow-ups are on their way.
 * @throws at the first step that does not happen.
 */
export async function playStory(
  ally: AllyClient,
  print: (line: string) => void,
  inTheMiddle?: () => Promise<void>,
): Promise<void> {
  const timeline = new Timeline(print);
  const funnelBefore = await ally.funnel();
  const article = await told(
    ally.api.GET('/v1/articles/{slug}', { params: { path: { slug: 'need-an-ally' } } }),
  );
  const [anna, bo, cy, dee, eve] = ['Anna', 'Bo', 'Cy', 'Dee', 'Eve'].map(
    (name) => new Reader(name, ally, timeline),
  ) as [Reader, Reader, Reader, Reader, Reader];
  const pass = async (duration: string) => timeline.setNow(await ally.pass(duration));

  await pass('PT0S');
  for (const reader of [anna, bo, eve]) {
    await reader.reads(article);
    await reader.subscribes(article.id);
  }

  await pass('P1D');
  await annaTakesASeat(ally, anna);
  await eveHasEnough(ally, eve);
  await aHoldEndsAndSomebodyElseGetsTheSeat(ally, cy, dee, async (duration) => {
    await inTheMiddle?.();
    await pass(duration);
  });

  await pass('P3D');
  anna.sees(
    'gets no second follow-up, because she has enrolled',
    (await anna.mailsWith('/v1/courses/')).length === 0,
  );
  eve.sees('has got nothing more', (await eve.mails()).length === 2);
  await boBuysACourse(ally, bo);
  showFunnel(funnelBefore, await ally.funnel(), print);
}

async function annaTakesASeat(ally: AllyClient, anna: Reader): Promise<void> {
  const [followUp] = await anna.mailsWith('/v1/workshops/');
  if (followUp === undefined) throw new Error('did not happen: the first follow-up to Anna');
  anna.says(`gets follow-up 1, “${followUp.subject}”`);
  const link = new URL(linkIn(followUp, '/v1/workshops/what-you-want'));
  const session = await sessionOf(ally, link.pathname.split('/').at(-1) ?? '');
  const held = await anna.enrolls(session, 1, link.searchParams.get('via') ?? undefined);
  const order = await anna.opensOrder({ quote: quoteOf(held), expectedTotal: held.price });
  await anna.atThePayPage(order, 'decline');
  anna.sees('has her card declined; the seat stays held', (await anna.stateOf(held)) === 'held');
  const again = await anna.opensOrder({ quote: quoteOf(held) });
  anna.sees('tries again: it is the same order', again.orderId === order.orderId);
  await anna.atThePayPage(again, 'pay');
  anna.sees('pays, and has the seat', (await anna.stateOf(held)) === 'confirmed');
  const calendars = (await anna.mails()).filter(({ calendar }) =>
    calendar?.content.startsWith('BEGIN:VCALENDAR'),
  );
  anna.sees('gets the confirmation with a calendar file', calendars.length === 1);
  anna.sees('gets a receipt', (await anna.mailsWith(order.orderId)).length === 1);
}

async function eveHasEnough(ally: AllyClient, eve: Reader): Promise<void> {
  const followUp = await eve.newestMail();
  const link = /<([^>]+)>/.exec(followUp.headers['List-Unsubscribe'] ?? '')?.[1];
  if (link === undefined) throw new Error('did not happen: a follow-up to Eve with List-Unsubscribe');
  await ally.unsubscribe(link);
  eve.says('unsubscribes with one click');
}

async function aHoldEndsAndSomebodyElseGetsTheSeat(
  ally: AllyClient,
  cy: Reader,
  dee: Reader,
  pass: (duration: string) => Promise<void>,
): Promise<void> {
  const session = await sessionOf(ally, 'a-first-conversation');
  const hold = await cy.enrolls(session, 1);
  const body = { sessionId: session.id, seats: 1, person: dee.person };
  const wish = ally.api.POST('/v1/enrollments', { params: { header: once() }, body });
  dee.sees('wants the same seat: sold out', (await refusalOf(wish)) === 'sold-out');
  await pass('PT16M');
  cy.sees('has not paid in 15 minutes: the hold has ended', (await cy.stateOf(hold)) === 'expired');
  cy.says(`is told: “${(await cy.newestMail()).subject}”`);
  const seat = await dee.enrolls(session, 1);
  const order = await dee.opensOrder({ quote: quoteOf(seat) });
  await dee.atThePayPage(order, 'pay');
  dee.sees('pays, and has the seat', (await dee.stateOf(seat)) === 'confirmed');
}

async function boBuysACourse(ally: AllyClient, bo: Reader): Promise<void> {
  const [followUp] = await bo.mailsWith('/v1/courses/');
  if (followUp === undefined) throw new Error('did not happen: the course follow-up to Bo');
  bo.says(`has not enrolled, and gets follow-up 2, “${followUp.subject}”`);
  const link = new URL(linkIn(followUp, '/v1/courses/'));
  const slug = link.pathname.split('/').at(-1) ?? '';
  const course = await told(ally.api.GET('/v1/courses/{slug}', { params: { path: { slug } } }));
  const items = [{ courseId: course.id }];
  const via = link.searchParams.get('via');
  const order = await bo.opensOrder({
    items,
    person: bo.person,
    ...(via !== null && { via }),
    expectedTotal: course.price,
  });
  await bo.atThePayPage(order, 'pay');
  bo.sees(`buys “${course.title}”`, (await bo.stateOfOrder(order)) === 'paid');

  const [ready] = await bo.mailsWith('/downloads?token=');
  if (ready === undefined) throw new Error('did not happen: the download mail to Bo');
  bo.says(`gets “${ready.subject}”`);
  const token = new URL(linkIn(ready, '/downloads?token=')).searchParams.get('token') ?? '';
  const [owned] = (await told(ally.api.GET('/v1/library', opensWith(token)))).data;
  const file = owned?.release?.files.find(({ size }) => size > FIFTY_MEGABYTES);
  if (owned === undefined || file === undefined)
    throw new Error('did not happen: a file above 50 MB in the library of Bo');
  const body = { entitlementId: owned.entitlementId, fileId: file.fileId };
  const download = ally.api.POST('/v1/downloads', { params: { header: once() }, body, ...opensWith(token) });
  const { url } = await told(download);
  const got = await downloadWithOneBreak(ally.local(new URL(url, ally.url).href), file.size / 3);
  bo.says(`downloads ${file.name}; the transfer breaks at ${megabytes(got.brokeAt)} MB and is resumed`);
  bo.sees(
    `has ${megabytes(got.bytes)} MB with the right checksum, sha256 ${got.sha256.slice(0, 12)}…`,
    got.sha256 === file.sha256 && got.bytes === file.size,
  );
}

async function sessionOf(ally: AllyClient, slug: string): Promise<Session> {
  const { data } = await told(ally.api.GET('/v1/sessions', { params: { query: { limit: 100 } } }));
  const session = data.find(({ workshop, seatsLeft }) => workshop.slug === slug && seatsLeft > 0);
  if (session === undefined) throw new Error(`did not happen: a session of ${slug} with seats left`);
  return session;
}

function quoteOf({ quote }: Enrollment): string {
  if (quote === null) throw new Error('did not happen: a quote to pay by');
  return quote;
}

function megabytes(bytes: number): string {
  return (bytes / 1024 / 1024).toFixed(1);
}
