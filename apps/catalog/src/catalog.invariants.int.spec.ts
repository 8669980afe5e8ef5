import { afterAll, beforeAll, describe, it } from '@jest/globals';
import { newId } from '#libs/database';
import {
  eventSpinePlants,
  expectInvariantsHold,
  itCatchesWhatIsPlanted,
} from '../../../test/support/invariants.js';
import { startCatalog, type RunningCatalog } from '../../../test/support/start-catalog.js';
import { PublishArticle } from './articles/publish-article.js';
import { catalogInvariants } from './catalog.invariants.js';
import { PublishCourse } from './courses/publish-course.js';
import { ReleaseCourse } from './courses/release-course.js';
import { PublishWorkshop } from './workshops/publish-workshop.js';

let catalog: RunningCatalog;
const checked = () => ({
  database: catalog.database,
  invariants: catalogInvariants,
  now: catalog.clock.now(),
});

const text = { title: 'Ask', summary: 'Asking.', description: 'Ask **for it**.' };
const file = {
  name: 'day-1.wav',
  mediaType: 'audio/wav',
  size: 1_000,
  sha256: 'b'.repeat(64),
  storageKey: 'courses/day-1',
};

beforeAll(async () => {
  catalog = await startCatalog(new Date('2026-11-24T09:00:00Z'));
  const part = <Part>(type: new (...parts: never[]) => Part) => catalog.app.get(type, { strict: false });
  await part(PublishWorkshop).execute({ slug: 'ask', ...text, format: 'online' });
  const course = { slug: 'seven-days', ...text, price: { amount: 4_900, currency: 'USD' } };
  await part(PublishCourse).execute(course);
  for (const version of ['1.0', '1.1'])
    await part(ReleaseCourse).execute({ courseSlug: course.slug, version, notes: '', files: [file] });
  await part(PublishCourse).execute({ ...course, price: { amount: 5_900, currency: 'USD' } });
  const articleId = await part(PublishArticle).execute({
    slug: 'need-an-ally',
    title: 'Need an ally?',
    summary: 'You do.',
    author: 'Somebody',
    publishedOn: '2022-09-27',
    markdown: 'Read on.',
    nextSteps: [
      { kind: 'workshop', slug: 'ask' },
      { kind: 'course', slug: 'seven-days' },
    ],
  });
  await part(PublishWorkshop).execute({ slug: 'ask', ...text, title: 'Ask for it', format: 'online' });
  const readerId = newId();
  for (const seconds of [10, 20])
    await catalog.post('/v1/reads', { articleId, readerId, seconds, depth: seconds });
  await catalog.factsOf('catalog.read.recorded');
});

afterAll(async () => {
  await catalog.stop();
});

describe('the invariants of the catalog', () => {
  it('hold after things were published, changed, released and read', async () => {
    await expectInvariantsHold(checked(), { atRest: true });
  });

  itCatchesWhatIsPlanted(
    catalogInvariants,
    {
      ...eventSpinePlants,
      'articles-are-told-as-they-are': `UPDATE articles SET title = 'Another'`,
      'workshops-are-told-as-they-are': `UPDATE workshops SET format = 'in-person'`,
      'courses-are-told-as-they-are': `
        INSERT INTO releases (id, course_id, version, notes, released_at)
        SELECT gen_random_uuid(), id, '1.2', '', '2026-11-25' FROM courses`,
      'next-steps-are-in-order': `UPDATE article_next_steps SET position = 3 WHERE position = 2`,
      'releases-have-their-files': `
        ALTER TABLE release_files DISABLE TRIGGER release_files_are_final;
        DELETE FROM release_files`,
      'released-uploads-stay': `
        ALTER TABLE release_files DISABLE TRIGGER release_files_are_final;
        UPDATE release_files SET storage_key = 'uploads/lost'`,
      'uploads-are-swept-in-time': `
        INSERT INTO uploads (storage_key, id, state, media_type, due_at)
        VALUES ('uploads/a', gen_random_uuid(), 'arriving', 'audio/wav', '2026-11-01')`,
      'one-read-per-day': `
        ALTER TABLE reads DROP CONSTRAINT reads_article_id_reader_id_day_key;
        INSERT INTO reads (id, article_id, reader_id, day, seconds, depth)
        SELECT gen_random_uuid(), article_id, reader_id, day, 1, 1 FROM reads`,
      'reads-are-told': `DELETE FROM event_log.events WHERE type = 'catalog.read.recorded'`,
    },
    checked,
  );
});
