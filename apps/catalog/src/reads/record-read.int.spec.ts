import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readRecorded } from '#libs/contracts';
import { startCatalog, type RunningCatalog } from '../../../../test/support/start-catalog.js';
import { PublishArticle } from '../articles/publish-article.js';

let catalog: RunningCatalog;
let articleId: string;

beforeAll(async () => {
  catalog = await startCatalog(new Date('2026-11-24T23:00:00Z'));
  articleId = await catalog.app.get(PublishArticle, { strict: false }).execute({
    slug: 'why-ask',
    title: 'Why ask',
    summary: 'What happens when one asks.',
    author: 'Ally',
    publishedOn: '2026-09-27',
    markdown: 'Ask.',
    nextSteps: [],
  });
});
afterAll(() => catalog.stop());

const rowsOf = (readerId: string) =>
  catalog.database.query<{ id: string; seconds: number; depth: number }>(
    'SELECT id, seconds, depth FROM reads WHERE reader_id = $1 ORDER BY day',
    [readerId],
  );
const factsOf = async (readerId: string) =>
  (await catalog.factsOf(readRecorded.type)).filter((fact) => JSON.stringify(fact).includes(readerId));

describe('POST /v1/reads', () => {
  it('when a reader has read an article, then it is told once', async () => {
    const readerId = randomUUID();
    const via = randomUUID();
    const read = { articleId, readerId, seconds: 90, depth: 80, via };
    expect(await catalog.post('/v1/reads', read)).toMatchObject({ status: 202, body: {} });
    const [row] = await rowsOf(readerId);
    expect(await factsOf(readerId)).toEqual([{ readId: row?.id, ...read }]);
  });

  it('when the reader comes back on the same day, then the longest and the farthest count and nothing is told', async () => {
    const readerId = randomUUID();
    await catalog.post('/v1/reads', { articleId, readerId, seconds: 90, depth: 20 });
    await catalog.post('/v1/reads', { articleId, readerId, seconds: 30, depth: 100 });
    await catalog.post('/v1/reads', { articleId, readerId: readerId.toUpperCase(), seconds: 10, depth: 10 });
    expect(await rowsOf(readerId)).toMatchObject([{ seconds: 90, depth: 100 }]);
    expect(await factsOf(readerId)).toEqual([expect.objectContaining({ seconds: 90, depth: 20, via: null })]);
  });

  it('when twenty say the same at once, then one read is kept and told', async () => {
    const readerId = randomUUID();
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, nth) =>
        catalog.post('/v1/reads', { articleId, readerId, seconds: nth, depth: 100 - nth }),
      ),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
    expect(await rowsOf(readerId)).toMatchObject([{ seconds: 19, depth: 100 }]);
    expect(await factsOf(readerId)).toHaveLength(1);
  });

  it('when the article is unknown, then the answer names the place and nothing is kept', async () => {
    const readerId = randomUUID();
    const { status, body } = await catalog.post('/v1/reads', {
      articleId: randomUUID(),
      readerId,
      seconds: 1,
      depth: 1,
    });
    expect(status).toBe(404);
    expect(body).toMatchObject({ code: 'article-unknown', errors: [{ pointer: '/articleId' }] });
    expect(await rowsOf(readerId)).toEqual([]);
    expect(await factsOf(readerId)).toEqual([]);
  });

  it.each([
    ['/articleId', { articleId: 'why-ask' }],
    ['/readerId', { readerId: 'me' }],
    ['/seconds', { seconds: 14_401 }],
    ['/seconds', { seconds: -1 }],
    ['/seconds', { seconds: 1.5 }],
    ['/depth', { depth: 101 }],
    ['/via', { via: 'a friend' }],
  ])('when %s is out of bounds, then the answer names it: %j', async (pointer, wrong) => {
    const { status, body } = await catalog.post('/v1/reads', {
      articleId,
      readerId: randomUUID(),
      seconds: 1,
      depth: 1,
      ...wrong,
    });
    expect(status).toBe(400);
    expect(body).toMatchObject({ code: 'invalid-input', errors: [{ pointer }] });
  });

  it('when the next day begins in UTC, then it is another read', async () => {
    const readerId = randomUUID();
    const read = { articleId, readerId, seconds: 60, depth: 50 };
    await catalog.post('/v1/reads', read);
    catalog.clock.moveTo(new Date('2026-11-25T00:00:00Z'));
    await catalog.post('/v1/reads', read);
    expect(await rowsOf(readerId)).toHaveLength(2);
    expect(await factsOf(readerId)).toHaveLength(2);
  });
});
