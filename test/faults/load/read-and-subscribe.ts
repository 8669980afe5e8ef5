import { randomUUID } from 'node:crypto';
import { mailedLink, type Story, type Visit } from './visit.js';

const ONE_MAIL_PER_MS = 10 * 60_000;

/** Somebody who reads an article, and may want more of them. */
export const readAndSubscribe: Story = {
  weight: 3,
  async play(visit) {
    const readerId = randomUUID();
    const articleId = visit.random.oneOf(visit.offers.articleIds);
    await read(visit, readerId, articleId);
    if (visit.random.chance(0.7)) await subscribe(visit, readerId, articleId);
  },
};

async function read({ client, random }: Visit, readerId: string, articleId: string): Promise<void> {
  for (const path of ['/v1/articles', '/v1/sessions', '/v1/courses']) {
    const { status } = await client.get(path);
    if (status !== 200) client.known.contradictions.push(`${path} answered ${status}`);
  }
  const answer = await client.post('/v1/reads', {
    articleId,
    readerId,
    seconds: Math.floor(random.between(1, 600)),
    depth: 80,
  });
  if (answer.status === 202) client.known.acknowledge('reads', { readerId, articleId });
  else
    client.known.contradictions.push(`a read was answered ${answer.status} ${String(answer.body['code'])}`);
}

async function subscribe(visit: Visit, readerId: string, articleId: string): Promise<void> {
  const { client, random, person } = visit;
  const { name, email } = person;
  const wish = { name, email, topics: ['articles'], readerId, via: articleId };
  const sentAt: number[] = [];
  for (let clicks = random.chance(0.2) ? 2 : 1; clicks > 0; clicks--) {
    const answer = await client.post('/v1/subscriptions', wish);
    sentAt.push(...answer.sentAt, Date.now());
    if (answer.status !== 202)
      client.known.contradictions.push(
        `a subscription was answered ${answer.status} ${String(answer.body['code'])}`,
      );
  }
  const slots = new Set(sentAt.map((instant) => Math.floor(instant / ONE_MAIL_PER_MS))).size;
  client.known.acknowledge('subscriptions', { email, slots });
  const link = await mailedLink(visit, '/subscriptions/');
  if (link === undefined || random.chance(0.2)) return;
  await client.get(link.pathname + link.search);
  const token = link.searchParams.get('token') ?? '';
  const { status, body } = await client.post(`/v1${link.pathname}`, {}, { token });
  if (status === 200) client.known.acknowledge('confirmations', { email });
  else client.known.contradictions.push(`a confirmation was answered ${status} ${String(body['code'])}`);
}
