import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startCatalog, type RunningCatalog } from '../../../../test/support/start-catalog.js';
import { TEST_OPERATOR_KEY } from '../../../../test/support/run-service.js';
import { operatorOnThisMachine } from '#libs/operators';
import { WriteArticle } from '../articles/write-article.js';
import { EditOffering, withChange } from './edit-offering.js';

let catalog: RunningCatalog;
beforeAll(async () => {
  catalog = await startCatalog(new Date('2026-11-24T09:00:00Z'));
});
afterAll(() => catalog.stop());

const operator = { authorization: `Bearer ${TEST_OPERATOR_KEY}` };
const workshop = (slug: string) => ({
  slug,
  title: 'A calmer morning',
  summary: 'Five minutes before the day.',
  description: 'Bring *one* wish.',
  format: 'online' as const,
});

const anArticle = {
  title: 'An article',
  summary: 'In short.',
  author: 'An author',
  publishedOn: '2026-11-01',
  markdown: 'Text',
};

async function send(method: string, path: string, body: object, headers: Record<string, string> = {}) {
  const answer = await fetch((await catalog.app.getUrl()) + path, {
    method,
    headers: { 'content-type': 'application/json', ...operator, ...headers },
    body: JSON.stringify(body),
  });
  return {
    status: answer.status,
    etag: answer.headers.get('etag') ?? '',
    replayed: answer.headers.get('idempotency-replayed'),
    body: (await answer.json()) as Record<string, unknown>,
  };
}

async function trailOf(id: unknown) {
  return catalog.database.query<{ action: string; before: unknown; after: unknown }>(
    'SELECT action, before, after FROM audit_entries WHERE object_id = $1 ORDER BY id',
    [String(id)],
  );
}

describe('an editor', () => {
  it('creates a workshop, changes a part of it, and the trail says who did what', async () => {
    const created = await send('POST', '/v1/workshops', workshop('calmer'));
    expect(created).toMatchObject({ status: 201, etag: '"1"', body: { state: 'published' } });
    const change = { title: 'A much calmer morning' };
    const changed = await send('PATCH', '/v1/workshops/calmer', change, { 'if-match': created.etag });
    expect(changed).toMatchObject({ status: 200, etag: '"2"', body: change });
    expect((await catalog.get('/v1/workshops/calmer')).headers.etag).toBe('"2"');
    expect(await trailOf(created.body.id)).toMatchObject([
      { action: 'workshop.created', before: null, after: { slug: 'calmer', version: 1 } },
      {
        action: 'workshop.changed',
        before: { title: 'A calmer morning', version: 1 },
        after: { ...change, version: 2 },
      },
    ]);
    const told = await catalog.factsOf('catalog.workshop.published');
    expect(told.at(-1)).toMatchObject({ workshopId: created.body.id, ...change });
  });

  it('takes a name that is taken for no other thing', async () => {
    await send('POST', '/v1/workshops', workshop('taken'));
    const again = await send('POST', '/v1/workshops', workshop('taken'));
    expect(again).toMatchObject({
      status: 409,
      body: { code: 'slug-taken', errors: [{ pointer: '/slug' }] },
    });
  });

  it('when the same is created ten times at once by one key, then it is there once', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => send('POST', '/v1/workshops', workshop('at-once'), headers)),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(201));
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    expect(answers.filter(({ replayed }) => replayed === null)).toHaveLength(1);
    expect(await trailOf(answers[0]?.body.id)).toHaveLength(1);
  });

  it('when ten change it at once from the same version, then one does and nine are told', async () => {
    const { etag } = await send('POST', '/v1/workshops', workshop('contended'));
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, nth) =>
        send('PATCH', '/v1/workshops/contended', { title: `Title ${nth}` }, { 'if-match': etag }),
      ),
    );
    const done = answers.filter(({ status }) => status === 200);
    expect(done).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 412)).toHaveLength(9);
    const { body } = await catalog.get('/v1/workshops/contended');
    expect(body).toMatchObject({ title: done[0]?.body.title });
  });

  it('when they say no version, or one that is none, then nothing changes', async () => {
    await send('POST', '/v1/workshops', workshop('careless'));
    const silent = await send('PATCH', '/v1/workshops/careless', { title: 'Mine' });
    expect(silent).toMatchObject({ status: 428, body: { code: 'precondition-required' } });
    const weak = await send('PATCH', '/v1/workshops/careless', { title: 'Mine' }, { 'if-match': 'W/"1"' });
    expect(weak).toMatchObject({ status: 412, body: { code: 'precondition-failed' } });
    expect((await catalog.get('/v1/workshops/careless')).body).toMatchObject({ title: 'A calmer morning' });
  });

  it('when they say again what is so, then no new version and no entry come of it', async () => {
    const { etag, body } = await send('POST', '/v1/workshops', workshop('again'));
    const same = await send(
      'PATCH',
      '/v1/workshops/again',
      { title: 'A calmer morning' },
      { 'if-match': etag },
    );
    expect(same).toMatchObject({ status: 200, etag });
    expect(await trailOf(body.id)).toHaveLength(1);
  });

  it('takes a workshop back: nobody finds it, articles no longer lead to it, and it can come out again', async () => {
    const { etag } = await send('POST', '/v1/workshops', workshop('short-lived'));
    const article = {
      slug: 'leads-there',
      ...anArticle,
      nextSteps: [{ kind: 'workshop', slug: 'short-lived' }],
    };
    const published = await send('POST', '/v1/articles', article);
    expect(published).toMatchObject({ status: 201, body: { nextSteps: [{ slug: 'short-lived' }] } });
    const withdrawn = await send(
      'PATCH',
      '/v1/workshops/short-lived',
      { state: 'withdrawn' },
      { 'if-match': etag },
    );
    expect(withdrawn).toMatchObject({ status: 200, body: { state: 'withdrawn' } });
    expect((await catalog.get('/v1/workshops/short-lived')).status).toBe(404);
    expect((await catalog.get('/v1/articles/leads-there')).body).toMatchObject({ nextSteps: [] });
    expect(await catalog.factsOf('catalog.workshop.withdrawn')).toMatchObject([{ slug: 'short-lived' }]);
    expect((await catalog.factsOf('catalog.article.published')).at(-1)).toMatchObject({ nextSteps: [] });

    await send('PATCH', '/v1/workshops/short-lived', { state: 'published' }, { 'if-match': withdrawn.etag });
    expect((await catalog.get('/v1/articles/leads-there')).body).toMatchObject({
      nextSteps: [{ slug: 'short-lived' }],
    });
  });

  it('when a next step was renamed since they read the article, then their edit does not undo that', async () => {
    const { etag } = await send('POST', '/v1/workshops', workshop('renamed'));
    const article = {
      slug: 'of-the-renamed',
      ...anArticle,
      nextSteps: [{ kind: 'workshop', slug: 'renamed' }],
    };
    const before = await send('POST', '/v1/articles', article);
    await send('PATCH', '/v1/workshops/renamed', { title: 'A new name' }, { 'if-match': etag });
    const late = await send(
      'PATCH',
      '/v1/articles/of-the-renamed',
      { title: 'Mine' },
      { 'if-match': before.etag },
    );
    expect(late.status).toBe(412);
    expect((await catalog.factsOf('catalog.article.published')).at(-1)).toMatchObject({
      nextSteps: [{ title: 'A new name' }],
    });
  });

  it('changes the title of an article while one of its next steps is withdrawn: it comes back with the step', async () => {
    const { etag } = await send('POST', '/v1/workshops', workshop('on-leave'));
    const nextSteps = [{ kind: 'workshop', slug: 'on-leave' }];
    await send('POST', '/v1/articles', { slug: 'waits-for-it', ...anArticle, nextSteps });
    const away = await send('PATCH', '/v1/workshops/on-leave', { state: 'withdrawn' }, { 'if-match': etag });
    await send('PATCH', '/v1/articles/waits-for-it', { title: 'Another title' }, { 'if-match': '*' });
    await send('PATCH', '/v1/workshops/on-leave', { state: 'published' }, { 'if-match': away.etag });
    expect((await catalog.get('/v1/articles/waits-for-it')).body).toMatchObject({
      title: 'Another title',
      nextSteps: [{ slug: 'on-leave' }],
    });
  });

  it('when an article comes out again while its next step is renamed, then its facts do not keep the old name', async () => {
    const { etag } = await send('POST', '/v1/workshops', workshop('old-name'));
    const nextSteps = [{ kind: 'workshop', slug: 'old-name' }];
    const { etag: first } = await send('POST', '/v1/articles', {
      slug: 'comes-out',
      ...anArticle,
      nextSteps,
    });
    await send('PATCH', '/v1/articles/comes-out', { state: 'withdrawn' }, { 'if-match': first });
    const comesOut = catalog.app
      .get(EditOffering)
      .change(
        catalog.app.get(WriteArticle),
        { operator: operatorOnThisMachine('test'), ifMatch: '*', slug: 'comes-out' },
        async (_, before) => {
          const renamed = await send(
            'PATCH',
            '/v1/workshops/old-name',
            { title: 'New' },
            { 'if-match': etag },
          );
          expect(renamed.status).toBe(200);
          return withChange(before, { state: 'published' });
        },
      );
    await expect(comesOut).rejects.toMatchObject({ code: 'precondition-failed' });
  });

  it('finds what they have taken back, of all kinds, with what it takes to bring it out again', async () => {
    const coach = { slug: 'bea', name: 'Bea', focus: 'life', city: 'Chicago', bio: 'Asks.' };
    const made = [
      { path: '/v1/workshops/gone', ...(await send('POST', '/v1/workshops', workshop('gone'))) },
      { path: '/v1/coaches/bea', ...(await send('POST', '/v1/coaches', coach)) },
    ];
    for (const { path, etag } of made)
      await send('PATCH', path, { state: 'withdrawn' }, { 'if-match': etag });
    const list = async () => {
      const answer = await fetch(`${await catalog.app.getUrl()}/v1/withdrawn-offerings`, {
        headers: operator,
      });
      return ((await answer.json()) as { data: { kind: string; slug: string; etag: string }[] }).data;
    };
    const listed = await list();
    expect(listed).toContainEqual(expect.objectContaining({ kind: 'workshop', slug: 'gone', etag: '"2"' }));
    expect(listed).toContainEqual(expect.objectContaining({ kind: 'coach', slug: 'bea', title: 'Bea' }));
    const back = await send('PATCH', '/v1/workshops/gone', { state: 'published' }, { 'if-match': '"2"' });
    expect(back.status).toBe(200);
    expect((await list()).map(({ slug }) => slug)).not.toContain('gone');
  });

  it('takes an article back: its facts lead nobody anywhere', async () => {
    const article = {
      slug: 'taken-back',
      ...anArticle,
      nextSteps: [],
    };
    const { etag } = await send('POST', '/v1/articles', article);
    await send('PATCH', '/v1/articles/taken-back', { state: 'withdrawn' }, { 'if-match': etag });
    expect((await catalog.get('/v1/articles/taken-back')).status).toBe(404);
    const told = await catalog.factsOf('catalog.article.withdrawn');
    expect(told.at(-1)).toMatchObject({ slug: 'taken-back', nextSteps: [] });
  });

  it('gives a course a price above zero, or none', async () => {
    const course = {
      slug: 'for-nothing',
      title: 'A course',
      summary: 'In short.',
      description: 'Text',
      price: { amount: 0, currency: 'USD' },
    };
    expect(await send('POST', '/v1/courses', course)).toMatchObject({
      status: 422,
      body: { code: 'price-invalid' },
    });
    const sold = await send('POST', '/v1/courses', { ...course, price: { amount: 900, currency: 'USD' } });
    expect(sold).toMatchObject({ status: 201, body: { release: null } });
    const free = { price: { amount: 0, currency: 'USD' } };
    const refused = await send('PATCH', '/v1/courses/for-nothing', free, { 'if-match': sold.etag });
    expect(refused.status).toBe(422);
    expect(await trailOf(sold.body.id)).toHaveLength(1);
  });

  it('when a text could not be rendered, then it is refused before it is kept', async () => {
    const endless = { ...anArticle, slug: 'endless', nextSteps: [], markdown: '>'.repeat(50_000) };
    expect(await send('POST', '/v1/articles', endless)).toMatchObject({
      status: 400,
      body: { code: 'invalid-input', errors: [{ pointer: '/markdown' }] },
    });
    expect((await catalog.get('/v1/articles/endless')).status).toBe(404);
  });

  it('adds a coach, and takes them back', async () => {
    const coach = { slug: 'ada', name: 'Ada', focus: 'life', city: 'Chicago', bio: 'Listens.' };
    const { etag, body } = await send('POST', '/v1/coaches', coach);
    expect((await catalog.get('/v1/coaches')).body).toMatchObject({ data: [{ id: body.id, slug: 'ada' }] });
    await send('PATCH', '/v1/coaches/ada', { state: 'withdrawn' }, { 'if-match': etag });
    expect((await catalog.get('/v1/coaches')).body).toEqual({ data: [], next: null });
  });
});
