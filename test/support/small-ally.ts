import { join } from 'node:path';
import { Readable } from 'node:stream';
import { allyApi, told } from '#libs/api-client';
import { TestClock } from '#libs/clock';
import { PostgresEventLog } from '#libs/events';
import { FolderStore } from '#libs/files';
import { PostgresJobBackend } from '#libs/jobs';
import { runProcess } from '#libs/process';
import { PublishCourse } from '../../apps/catalog/src/courses/publish-course.js';
import { ReleaseCourse } from '../../apps/catalog/src/courses/release-course.js';
import { PublishWorkshop } from '../../apps/catalog/src/workshops/publish-workshop.js';
import { ScheduleSession } from '../../apps/enrollment/src/sessions/schedule-session.js';
import { soloServices } from '../../apps/solo/src/solo-services.js';
import { once } from '../../tools/demo/ally-client.js';
import { freshDatabase, type FreshDatabase } from './fresh-database.js';
import { TEST_KEY, TEST_OPERATOR_KEY } from './run-service.js';

const meeting = { startsAt: '2027-03-01T18:00:00.000Z', endsAt: '2027-03-01T20:00:00.000Z' };
const price = { amount: 4_900, currency: 'USD' } as const;

/** An Ally that has stopped in the middle of its work. */
export interface SmallAlly {
  readonly database: FreshDatabase;
  /** For a command of `ally` that is about it. */
  readonly settings: Readonly<Record<string, string>>;
}

/**
 * Runs the four services for a moment: there is a workshop, a course with a file of its release, and somebody who holds a
 * seat and has an order open.
 * @param filesDir of its file store.
 */
export async function smallAlly(filesDir: string): Promise<SmallAlly> {
  const database = await freshDatabase();
  const services = soloServices({
    databaseUrl: database.url,
    publicUrl: 'http://127.0.0.1',
    instanceKey: TEST_KEY,
    operatorKey: TEST_OPERATOR_KEY,
    holdMinutes: 15,
    host: '127.0.0.1',
  });
  const eventLog = await PostgresEventLog.open(database.url);
  const jobBackend = new PostgresJobBackend(database.url);
  const fileStore = new FolderStore(filesDir);
  const parts = { clock: new TestClock(new Date('2026-12-01T12:00:00Z')), eventLog, jobBackend, fileStore };
  const running = await runProcess(Object.values(services), parts, { host: '127.0.0.1', port: 0 });
  const workshop = { slug: 'ask', title: 'Ask for it', summary: 'Ask.', description: 'Ask.' };
  const sessionId = await running.part(services.enrollment, ScheduleSession).execute({
    workshopId: await running
      .part(services.catalog, PublishWorkshop)
      .execute({ ...workshop, format: 'in-person' }),
    meetings: [meeting],
    zone: 'America/Chicago',
    venue: 'Room 4',
    onlineUrl: null,
    coachId: null,
    capacity: 10,
    price,
  });
  const course = { slug: 'wright-now', title: 'Wright\tNow\\', summary: 'Now.', description: 'Now.' };
  await running.part(services.catalog, PublishCourse).execute({ ...course, price });
  const storageKey = join('courses', 'wright-now', 'workbook.txt');
  const { size, sha256 } = await fileStore.write(storageKey, Readable.from(['What do you want?']));
  const file = { name: 'workbook.txt', mediaType: 'text/plain', size, sha256, storageKey };
  const release = { courseSlug: course.slug, version: '1.0', notes: '', files: [file] };
  await running.part(services.catalog, ReleaseCourse).execute(release);
  await running.timeTravel?.settle();

  const api = allyApi({ url: await running.app.getUrl() });
  const params = { header: once() };
  const person = { name: 'Ada', email: 'ada@example.org' };
  const held = await told(api.POST('/v1/enrollments', { params, body: { sessionId, seats: 1, person } }));
  await told(api.POST('/v1/checkouts', { params, body: { quote: held.quote ?? '' } }));
  await running.timeTravel?.settle();
  await running.stop();
  await jobBackend.close();
  await eventLog.close();
  const settings = {
    DATABASE_URL: database.url,
    ALLY_FILES_DIR: filesDir,
    ALLY_INSTANCE_KEY: TEST_KEY.toString('base64'),
    ALLY_OPERATOR_KEY: TEST_OPERATOR_KEY,
  };
  return { database, settings };
}
