import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { coursePublished, courseReleased } from '#libs/contracts';
import { startCatalog, type RunningCatalog } from '../../../../test/support/start-catalog.js';
import { PublishCourse } from './publish-course.js';
import { ReleaseCourse } from './release-course.js';

const text = { title: 'Seven days', summary: 'A week of asking.', description: 'One question **a day**.' };
const price = { amount: 4900, currency: 'USD' };
const audio = {
  name: 'day-1.wav',
  mediaType: 'audio/wav',
  size: 52_428_800,
  sha256: 'b'.repeat(64),
  storageKey: 'courses/day-1',
};
const workbook = {
  name: 'all.pdf',
  mediaType: 'application/pdf',
  size: 1200,
  sha256: 'a'.repeat(64),
  storageKey: 'courses/all',
};
const first = { version: '1.0', notes: 'First release.', files: [audio, workbook] };

let catalog: RunningCatalog;
let publish: PublishCourse;
let release: ReleaseCourse;

beforeAll(async () => {
  catalog = await startCatalog(new Date('2026-11-24T09:00:00Z'));
  publish = catalog.app.get(PublishCourse, { strict: false });
  release = catalog.app.get(ReleaseCourse, { strict: false });
});
afterAll(() => catalog.stop());

const factsAbout = async (type: string, courseId: string) =>
  (await catalog.factsOf(type)).filter((fact) => JSON.stringify(fact).includes(`"courseId":"${courseId}"`));
const withoutId = ({ name, mediaType, size, sha256 }: typeof audio) => ({
  id: expect.any(String),
  name,
  mediaType,
  size,
  sha256,
});

describe('releasing a course', () => {
  it('tells other services where the bytes are, and the public what they are', async () => {
    const courseId = await publish.execute({ slug: 'seven-days', ...text, price });
    const course = { courseId, slug: 'seven-days', title: text.title, price };
    expect(await factsAbout(coursePublished.type, courseId)).toEqual([{ ...course, release: null }]);
    expect((await catalog.get('/v1/courses/seven-days')).body).toMatchObject({ release: null });

    const releaseId = await release.execute({ courseSlug: 'seven-days', ...first });
    const files = [audio, workbook].map((file) => ({ fileId: expect.any(String), ...file }));
    expect(await factsAbout(courseReleased.type, courseId)).toEqual([
      { ...course, release: { releaseId, version: '1.0', files } },
    ]);

    const { body } = await catalog.get('/v1/courses/seven-days');
    expect(body).toEqual({
      id: courseId,
      slug: 'seven-days',
      ...text,
      price,
      html: '<p>One question <strong>a day</strong>.</p>\n',
      release: {
        id: releaseId,
        version: '1.0',
        notes: 'First release.',
        releasedAt: '2026-11-24T09:00:00.000Z',
        files: [withoutId(audio), withoutId(workbook)],
      },
    });
    expect(JSON.stringify(body)).not.toContain('courses/day-1');
  });

  it('when the same is published and released twice, then it is told once', async () => {
    const course = { slug: 'twice', ...text, price };
    const courseId = await publish.execute(course);
    const releaseId = await release.execute({ courseSlug: 'twice', ...first });
    expect(await publish.execute(course)).toBe(courseId);
    expect(await release.execute({ courseSlug: 'twice', ...first })).toBe(releaseId);
    expect(await factsAbout(coursePublished.type, courseId)).toHaveLength(1);
    expect(await factsAbout(courseReleased.type, courseId)).toHaveLength(1);
  });

  it('when ten release it at once, then there is one release', async () => {
    const courseId = await publish.execute({ slug: 'at-once', ...text, price });
    const ids = await Promise.all(
      Array.from({ length: 10 }, () => release.execute({ courseSlug: 'at-once', ...first })),
    );
    expect(new Set(ids).size).toBe(1);
    expect(await factsAbout(courseReleased.type, courseId)).toHaveLength(1);
  });

  it('when the price changes after a release, then the fact carries both', async () => {
    const courseId = await publish.execute({ slug: 'dearer', ...text, price });
    await release.execute({ courseSlug: 'dearer', ...first });
    await publish.execute({ slug: 'dearer', ...text, price: { amount: 5900, currency: 'USD' } });
    expect((await factsAbout(coursePublished.type, courseId)).at(-1)).toMatchObject({
      price: { amount: 5900 },
      release: { version: '1.0' },
    });
  });

  it('when a second version comes out, then it is the one that is shown', async () => {
    await publish.execute({ slug: 'growing', ...text, price });
    await release.execute({ courseSlug: 'growing', ...first });
    await release.execute({ courseSlug: 'growing', version: '1.1', notes: 'Shorter.', files: [workbook] });
    expect((await catalog.get('/v1/courses/growing')).body).toMatchObject({
      release: { version: '1.1', files: [{ name: 'all.pdf' }] },
    });
  });

  it('when a release that is out would change, then it is refused, by the database too', async () => {
    const courseId = await publish.execute({ slug: 'final', ...text, price });
    const releaseId = await release.execute({ courseSlug: 'final', ...first });
    const changed = release.execute({ courseSlug: 'final', ...first, files: [workbook] });
    await expect(changed).rejects.toMatchObject({ kind: 'conflict', code: 'release-final' });
    await expect(
      catalog.database.query('UPDATE release_files SET size = 1 WHERE release_id = $1', [releaseId]),
    ).rejects.toThrow('A release never changes');
    await expect(
      catalog.database.query('DELETE FROM releases WHERE course_id = $1', [courseId]),
    ).rejects.toThrow('A release never changes');
  });

  it('when there is no such course, then nothing is released', async () => {
    const refused = release.execute({ courseSlug: 'unheard-of', ...first });
    await expect(refused).rejects.toMatchObject({ kind: 'not-found', code: 'course-unknown' });
  });

  it('when a course costs nothing, then it is not published', async () => {
    const free = publish.execute({ slug: 'free', ...text, price: { amount: 0, currency: 'USD' } });
    await expect(free).rejects.toMatchObject({ code: 'price-invalid' });
    expect((await catalog.get('/v1/courses/free')).status).toBe(404);
  });
});
