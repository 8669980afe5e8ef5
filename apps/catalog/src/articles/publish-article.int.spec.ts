import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { articlePublished } from '#libs/contracts';
import { startCatalog, type RunningCatalog } from '../../../../test/support/start-catalog.js';
import { PublishCourse } from '../courses/publish-course.js';
import { PublishWorkshop } from '../workshops/publish-workshop.js';
import { PublishArticle, type ArticleToPublish } from './publish-article.js';

const workshop = {
  slug: 'ask-for-more',
  title: 'Ask for more',
  summary: 'A morning of asking.',
  description: 'Bring a question.',
  format: 'in-person' as const,
};
const course = {
  slug: 'ask-at-home',
  title: 'Ask at home',
  summary: 'Seven days.',
  description: 'One question a day.',
  price: { amount: 2900, currency: 'USD' },
};
const article: ArticleToPublish = {
  slug: 'why-ask',
  title: 'Why ask',
  summary: 'What happens when one asks.',
  author: 'Ally',
  publishedOn: '2026-09-27',
  markdown: '## Ask\n\n<b>Now</b>.',
  nextSteps: [
    { kind: 'course', slug: 'ask-at-home' },
    { kind: 'workshop', slug: 'ask-for-more' },
  ],
};

let catalog: RunningCatalog;
let publish: PublishArticle;
let workshopId: string;
let courseId: string;

beforeAll(async () => {
  catalog = await startCatalog(new Date('2026-11-24T09:00:00Z'));
  publish = catalog.app.get(PublishArticle, { strict: false });
  workshopId = await catalog.app.get(PublishWorkshop, { strict: false }).execute(workshop);
  courseId = await catalog.app.get(PublishCourse, { strict: false }).execute(course);
});

afterAll(() => catalog.stop());

const published = async (slug: string) =>
  (await catalog.factsOf(articlePublished.type)).filter((fact) =>
    JSON.stringify(fact).includes(`"slug":"${slug}"`),
  );

describe('publishing an article', () => {
  it('tells of it, and anybody can read it with what it leads to', async () => {
    const articleId = await publish.execute(article);

    const steps = [
      { kind: 'course', id: courseId, slug: 'ask-at-home', title: 'Ask at home' },
      { kind: 'workshop', id: workshopId, slug: 'ask-for-more', title: 'Ask for more' },
    ];
    expect(await catalog.factsOf(articlePublished.type)).toEqual([
      { articleId, slug: 'why-ask', title: 'Why ask', publishedOn: '2026-09-27', nextSteps: steps },
    ]);

    const { status, headers, body } = await catalog.get('/v1/articles/why-ask');
    expect(status).toBe(200);
    expect(headers['cache-control']).toBe('public, max-age=60');
    expect(body).toEqual({
      id: articleId,
      ...article,
      html: '<h2>Ask</h2>\n<p>&lt;b&gt;Now&lt;/b&gt;.</p>\n',
      nextSteps: [
        { ...steps[0], url: '/v1/courses/ask-at-home' },
        { ...steps[1], url: '/v1/workshops/ask-for-more' },
      ],
    });
  });

  it('when it is published again as it is, then nothing is told and its id stays', async () => {
    const twice = { ...article, slug: 'twice' };
    const first = await publish.execute(twice);
    expect(await publish.execute(twice)).toBe(first);
    expect(await published('twice')).toHaveLength(1);
  });

  it('when only its next steps change, then that is told', async () => {
    const moved = { ...article, slug: 'moved' };
    await publish.execute(moved);
    await publish.execute({ ...moved, nextSteps: [{ kind: 'workshop', slug: 'ask-for-more' }] });
    expect(await published('moved')).toEqual([
      expect.objectContaining({ nextSteps: [expect.anything(), expect.anything()] }),
      expect.objectContaining({ nextSteps: [expect.objectContaining({ id: workshopId })] }),
    ]);
  });

  it('when ten publish a new one at once, then there is one and it is told once', async () => {
    const ids = await Promise.all(
      Array.from({ length: 10 }, () => publish.execute({ ...article, slug: 'at-once' })),
    );
    expect(new Set(ids).size).toBe(1);
    expect(await published('at-once')).toHaveLength(1);
  });

  it('when a next step is not offered, then nothing is published', async () => {
    const refused = publish.execute({
      ...article,
      slug: 'astray',
      nextSteps: [{ kind: 'course', slug: 'unheard-of' }],
    });
    await expect(refused).rejects.toMatchObject({ code: 'next-steps-invalid' });
    expect((await catalog.get('/v1/articles/astray')).status).toBe(404);
    expect(await published('astray')).toEqual([]);
  });

  it('when a workshop that it leads to is renamed, then the article is told again', async () => {
    const leading = { ...article, slug: 'leading' };
    await publish.execute(leading);
    const rename = catalog.app.get(PublishWorkshop, { strict: false });
    await rename.execute({ ...workshop, title: 'Ask for much more' });
    const facts = await published('leading');
    expect(facts).toHaveLength(2);
    expect(JSON.stringify(facts.at(-1))).toContain('Ask for much more');
    await rename.execute(workshop);
  });
});

describe('renaming a workshop', () => {
  it('when articles that lead to it are published meanwhile, then the last that is told of each is the new name', async () => {
    const rename = catalog.app.get(PublishWorkshop, { strict: false });
    const slugs = Array.from({ length: 8 }, (_, nth) => `meanwhile-${nth}`);
    await Promise.all([
      ...slugs.map((slug) => publish.execute({ ...article, slug })),
      rename.execute({ ...workshop, title: 'Ask anew' }),
      ...slugs.map((slug) => publish.execute({ ...article, slug, summary: 'Again.' })),
    ]);
    for (const slug of slugs) expect(JSON.stringify((await published(slug)).at(-1))).toContain('Ask anew');
    await rename.execute(workshop);
  });
});

describe('reading articles', () => {
  it.each(['nobody-wrote-this', 'No%20Slug', '%00'])(
    'when %s is asked for, then it is unknown',
    async (slug) => {
      const { status, headers, body } = await catalog.get(`/v1/articles/${slug}`);
      expect(status).toBe(404);
      expect(headers['content-type']).toContain('application/problem+json');
      expect(headers['cache-control']).toBeUndefined();
      expect(body).toMatchObject({ code: 'article-unknown' });
    },
  );

  it('gives the newest first, page by page', async () => {
    for (const [slug, publishedOn] of [
      ['newest', '2026-12-02'],
      ['second', '2026-12-01'],
      ['also-second', '2026-12-01'],
    ] as const) {
      await publish.execute({ ...article, slug, publishedOn });
    }
    const slugs: string[] = [];
    let page: Page = { data: [], next: null };
    do {
      const after = page.next === null ? '' : `&after=${page.next}`;
      page = (await catalog.get(`/v1/articles?limit=2${after}`)).body as Page;
      expect(page.data.length).toBeLessThanOrEqual(2);
      slugs.push(...page.data.map(({ slug }) => slug));
    } while (page.next !== null);
    expect(slugs.slice(0, 3)).toEqual(['newest', 'also-second', 'second']);
    expect(new Set(slugs).size).toBe(slugs.length);
    expect(slugs).toContain('why-ask');
  });

  it('when the limit is no number, then the answer says so', async () => {
    const { status, body } = await catalog.get('/v1/articles?limit=many');
    expect(status).toBe(400);
    expect(body).toMatchObject({ code: 'invalid-input', errors: [{ pointer: '?limit' }] });
  });
});

interface Page {
  readonly data: readonly { readonly slug: string }[];
  readonly next: string | null;
}
