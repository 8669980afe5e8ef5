import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId, type Transaction } from '#libs/database';
import { startCatalog, type RunningCatalog } from '../../../../test/support/start-catalog.js';
import { PublishArticle } from '../articles/publish-article.js';
import { AddCoach } from '../coaches/add-coach.js';
import { PublishCourse } from '../courses/publish-course.js';
import { PublishWorkshop } from '../workshops/publish-workshop.js';
import { HIT_BEGINS, HIT_ENDS } from './search.js';
import { SEARCH } from './search.repository.js';

interface Found {
  readonly kind: string;
  readonly slug: string;
  readonly title: string;
  readonly excerpt: string;
  readonly hits: readonly { from: number; to: number }[];
  readonly url: string;
}

let catalog: RunningCatalog;
const part = <Part>(type: new (...parts: never[]) => Part) => catalog.app.get(type, { strict: false });

async function article(slug: string, title: string, markdown: string, summary = 'About it.') {
  const more = { author: 'Somebody', publishedOn: '2022-09-27', nextSteps: [] };
  return part(PublishArticle).execute({ slug, title, summary, markdown, ...more });
}
async function search(query: string, more = '') {
  const { status, body } = await catalog.get(`/v1/search?q=${encodeURIComponent(query)}${more}`);
  expect([query, status]).toEqual([query, 200]);
  return (body as { data: Found[] }).data;
}
const slugsOf = async (query: string, more = '') => (await search(query, more)).map(({ slug }) => slug);
/** The parts of the excerpt that are to be marked. */
const marked = ({ excerpt, hits }: Found) => hits.map(({ from, to }) => excerpt.slice(from, to));

beforeAll(async () => {
  catalog = await startCatalog(new Date('2026-11-24T09:00:00Z'));
  await article('cafe', 'Dans un café', 'We met at a café by the lake, and talked about running.');
  await article('resume', 'How to write a resume', 'A resume is not a life.');
  await article('quarrel', 'Quarrels that help', 'A quarrel can be a gift. '.repeat(40));
  await article('gift', 'The gift', 'Nothing about the other word.');
  await article('phrases', 'Mornings', 'The calm before a morning. A morning without calm.');
  await part(PublishWorkshop).execute({
    slug: 'calm-morning',
    title: 'A calm morning',
    summary: 'Begin the day slowly.',
    description: 'Breathe **in**.',
    format: 'online',
  });
  const price = { amount: 4900, currency: 'USD' };
  await part(PublishCourse).execute({
    slug: 'seven-days',
    title: 'Seven days of asking',
    summary: 'A week.',
    description: 'Self-awareness, daily.',
    price,
  });
  await part(AddCoach).execute({
    slug: 'zoe-muller',
    name: 'Zoë Müller',
    focus: 'executive',
    city: 'Évanston',
    bio: 'Listens & laughs.',
  });
});
afterAll(() => catalog.stop());

describe('searching', () => {
  it('finds articles, workshops, courses and coaches, each with where it is', async () => {
    const [found] = await search('calm morning', '&kind=workshop');
    expect(found).toMatchObject({
      kind: 'workshop',
      slug: 'calm-morning',
      title: 'A calm morning',
      url: '/v1/workshops/calm-morning',
      excerpt: 'Begin the day slowly.\nBreathe in.',
    });
    expect(await slugsOf('asking')).toEqual(['seven-days']);
    expect(await search('muller')).toMatchObject([{ kind: 'coach', url: '/v1/coaches/zoe-muller' }]);
    expect((await catalog.get('/v1/coaches/zoe-muller')).body).toMatchObject({ name: 'Zoë Müller' });
    expect((await catalog.get('/v1/coaches/nobody')).status).toBe(404);
    expect(await slugsOf('morning', '&kind=article')).toEqual(['phrases']);
    expect(await slugsOf('morning', '&limit=1')).toHaveLength(1);
  });

  it.each([
    ['cafe', 'cafe'],
    ['CAFÉ', 'cafe'],
    ['cafe\u0301', 'cafe'],
    ['résumé', 'resume'],
    ['resumes', 'resume'],
    ['zoe', 'zoe-muller'],
    ['Zoë Muller', 'zoe-muller'],
    ['evanston', 'zoe-muller'],
    ['executives', 'zoe-muller'],
    ['run', 'cafe'],
    ['self-awareness', 'seven-days'],
    ['awar', 'seven-days'],
    ['meet mull', undefined],
  ])('when %j is typed, then %s is found, whatever accents and endings it has', async (query, slug) => {
    expect(await slugsOf(query)).toEqual(slug === undefined ? [] : [slug]);
  });

  it('when words are quoted, excluded or joined by or, then it is so', async () => {
    expect(await slugsOf('"calm morning"')).toEqual(['calm-morning']);
    expect((await slugsOf('morning calm')).toSorted()).toEqual(['calm-morning', 'phrases']);
    expect(await slugsOf('morning -slowly')).toEqual(['phrases']);
    expect((await slugsOf('lake or asking')).toSorted()).toEqual(['cafe', 'seven-days']);
    expect(await slugsOf('-morning')).toEqual([]);
    expect(await slugsOf('the')).toEqual([]);
  });

  it('when the last word is still being typed, then it is found, and what it may become', async () => {
    expect(await slugsOf('calm morni')).toContain('calm-morning');
    expect(await slugsOf('calm morni ')).toEqual([]);
    expect(await slugsOf('"calm morni"')).toEqual([]);
  });

  it('when a word is in a title, then that comes before any number of it in a text', async () => {
    expect(await slugsOf('gift')).toEqual(['gift', 'quarrel']);
  });

  it('when it is withdrawn, then it is not found any more, until it is back', async () => {
    await article('fleeting', 'Fleeting', 'Quicksilver.');
    expect(await slugsOf('quicksilver')).toEqual(['fleeting']);
    await catalog.database.query(`UPDATE articles SET state = 'withdrawn' WHERE slug = 'fleeting'`);
    expect(await slugsOf('quicksilver')).toEqual([]);
    await catalog.database.query(
      `UPDATE articles SET state = 'published', markdown = 'Lead.' WHERE slug = 'fleeting'`,
    );
    expect([await slugsOf('quicksilver'), await slugsOf('lead')]).toEqual([[], ['fleeting']]);
  });

  it('when the text has HTML or marks in it, then the excerpt is plain text that says where the hits are', async () => {
    const wicked =
      'A <script>alert("pwned")</script> \u0002and\u0003 <b onmouseover=x>pwned</b> [pwned](javascript:x).';
    await article('wicked', '<img src=x onerror=alert(1)>', wicked);
    const [found] = await search('pwned');
    expect(found?.title).toBe('<img src=x onerror=alert(1)>');
    expect(found?.excerpt).toContain('pwned');
    expect(new Set(found && marked(found))).toEqual(new Set(['pwned']));
    for (const mark of [HIT_BEGINS, HIT_ENDS, '<mark>']) expect(found?.excerpt).not.toContain(mark);
  });

  it.each([
    `'; DROP TABLE articles; --`,
    `' | 'x`,
    `a:*b & !c`,
    `\\`,
    `"`,
    `""`,
    `"-" or or -`,
    `<-> & | ! ()`,
    `%_`,
    `o'brien`,
    `😀 café`,
    `x'y'`,
    `a`.repeat(200),
  ])('when %j is typed, then it is only words', async (query) => {
    expect(await search(query)).toEqual(expect.any(Array));
    expect(await slugsOf('cafe')).toEqual(['cafe']);
  });

  it.each([
    '',
    '?q=',
    '?q=%20%02',
    `?q=${'a'.repeat(201)}`,
    '?q=a&limit=0',
    '?q=a&limit=51',
    '?q=a&kind=person',
    '?q=%00',
  ])('when %j is asked, then it is refused', async (query) => {
    expect(await catalog.get(`/v1/search${query}`)).toMatchObject({
      status: 400,
      body: { code: 'invalid-input' },
    });
  });
});

describe('with twenty thousand articles', () => {
  const DOCUMENTS = 20_000;
  const BATCH = 2_500;

  beforeAll(async () => {
    const words =
      'ask calm lead listen morning quarrel trust partner anger career coach family money sleep walk';
    for (let first = 1; first <= DOCUMENTS; first += BATCH) {
      await catalog.database.query(
        `INSERT INTO articles (id, slug, title, summary, author, published_on, markdown, state, version)
         SELECT gen_random_uuid(), 'many-' || n, 'Article number ' || n, w[1 + n % 15] || ' ' || w[1 + n / 15 % 15],
           'Somebody', '2020-01-01',
           (SELECT string_agg(w[1 + (n * 7 + k * k) % 15] || ' word' || (n * 31 + k) % 9973, ' ')
            FROM generate_series(1, 20) k),
           'published', 1
         FROM generate_series($1::int, $2::int) n, string_to_array($3, ' ') w`,
        [first, first + BATCH - 1, words],
      );
    }
    await catalog.database.query('ANALYZE articles');
  }, 60_000);

  it('then it is planned by the index, for words as for beginnings of words', async () => {
    const plan = await catalog.database.transaction(async (transaction: Transaction) => {
      await transaction.query('PREPARE searching (text, boolean, text, integer) AS ' + SEARCH);
      await transaction.query('SET LOCAL plan_cache_mode = force_generic_plan');
      const rows = await transaction.query<{ 'QUERY PLAN': string }>(
        `EXPLAIN EXECUTE searching ('word77 trust', true, NULL, 20)`,
      );
      return rows.map((row) => row['QUERY PLAN']).join('\n');
    });
    expect(plan).toMatch(/Bitmap Index Scan on articles_search/);
    expect(plan).not.toMatch(/Seq Scan on articles/);
  });

  it('then it answers in a moment', async () => {
    const took: Record<string, number> = {};
    for (const query of ['word77 trust', 'morning', 'ask calm lead', '"listen word77"', 'wor', newId()]) {
      await search(query);
      const begun = performance.now();
      await search(query);
      took[query] = Math.round(performance.now() - begun);
    }
    process.stdout.write(`search over ${DOCUMENTS} articles, ms: ${JSON.stringify(took)}\n`);
    expect(Object.keys(took)).toHaveLength(6);
  });
});
