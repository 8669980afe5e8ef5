import { access, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DateTime } from 'luxon';
import { v5 } from 'uuid';
import type { Clock } from '#libs/clock';
import type { FileStore } from '#libs/files';
import type { RunningProcess } from '#libs/process';
import { PublishArticle } from '../../catalog/src/articles/publish-article.js';
import { AddCoach } from '../../catalog/src/coaches/add-coach.js';
import { PublishCourse } from '../../catalog/src/courses/publish-course.js';
import { ReleaseCourse } from '../../catalog/src/courses/release-course.js';
import { PublishWorkshop } from '../../catalog/src/workshops/publish-workshop.js';
import { GiveSeats } from '../../enrollment/src/enrollments/give-seats.js';
import { ScheduleSession } from '../../enrollment/src/sessions/schedule-session.js';
import { demoArticles } from './demo-catalog/articles.js';
import { demoCoaches } from './demo-catalog/coaches.js';
import type { DemoCourse } from './demo-catalog/courses.js';
import { demoWorkshops, type DemoSession } from './demo-catalog/workshops.js';
import type { SoloServices } from './solo-services.js';

export interface Seeding {
  readonly running: Pick<RunningProcess, 'part'>;
  readonly services: Pick<SoloServices, 'catalog' | 'enrollment'>;
  readonly fileStore: FileStore;
  readonly clock: Clock;
  readonly dataDir: string;
  /** Whether mails leave the house: then nobody who is made up takes a seat, and is told so. */
  readonly writesMail: boolean;
  /** Ends the seeding: its files take seconds, and a stop must not wait for them. */
  readonly stopping: AbortSignal;
}

/** Ids of what the seed makes: the same at each try, so that a seed that was cut off goes on where it was. */
const SEED = '5d1f9a3e-64c8-4a57-9c3f-0a4b6c2f7e10';

const SEEDED = 'demo-catalog-is-seeded';

/** The people who have taken seats before anybody else comes. */
const EARLY_BIRDS = { name: 'The Lakeside reading group', email: 'lakeside-readers@example.org' };

/**
 * Fills a new data folder with the demo catalog, by the same use cases that operators have. Does nothing later.
 * @returns also when it was cut off by `stopping`; the next start goes on where it was.
 */
export async function seedDemoCatalog(seeding: Seeding): Promise<void> {
  if (await exists(join(seeding.dataDir, SEEDED))) return;
  try {
    await fillWithDemoCatalog(seeding);
    await markAsSeeded(seeding.dataDir);
  } catch (error) {
    if (!seeding.stopping.aborted) throw error;
  }
}

/** Says that a data folder is not to be filled, now or at a later start. */
export async function markAsSeeded(dataDir: string): Promise<void> {
  await writeFile(join(dataDir, SEEDED), '');
}

/** Goes on where an earlier one was cut off; the articles come last. @throws when it is cut off by `stopping`. */
export async function fillWithDemoCatalog(seeding: Seeding): Promise<void> {
  const { running, services, stopping } = seeding;
  const coachIds = new Map<string, string>();
  for (const coach of demoCoaches)
    coachIds.set(coach.slug, await running.part(services.catalog, AddCoach).execute(coach));
  for (const workshop of demoWorkshops) {
    stopping.throwIfAborted();
    const workshopId = await running.part(services.catalog, PublishWorkshop).execute(workshop);
    for (const [nth, session] of workshop.sessions.entries()) {
      await scheduleSession(seeding, { workshopId, key: `${workshop.slug} ${nth}`, session, coachIds });
    }
  }
  await releaseCourses(seeding);
  for (const article of demoArticles) await running.part(services.catalog, PublishArticle).execute(article);
}

async function scheduleSession(
  { running, services, clock, writesMail }: Seeding,
  {
    workshopId,
    key,
    session,
    coachIds,
  }: { workshopId: string; key: string; session: DemoSession; coachIds: Map<string, string> },
): Promise<void> {
  const sessionId = await running.part(services.enrollment, ScheduleSession).execute(
    {
      workshopId,
      meetings: meetingsOf(session, clock.now()),
      zone: session.zone,
      venue: session.venue ?? null,
      onlineUrl: session.onlineUrl ?? null,
      coachId: coachIds.get(session.coachSlug ?? '') ?? null,
      capacity: session.capacity,
      price: session.price,
    },
    v5(`session ${key}`, SEED),
  );
  const seats = writesMail ? 0 : (session.seatsTakenAtStart ?? 0);
  const giftId = v5(`gift ${key}`, SEED);
  if (seats > 0)
    await running
      .part(services.enrollment, GiveSeats)
      .execute({ sessionId, seats, person: EARLY_BIRDS, giftId });
}

/** The wall clock of the session's zone decides: six in the evening stays six when the clocks change. */
function meetingsOf({ startsIn, meetings, zone }: DemoSession, now: Date) {
  const firstDay = DateTime.fromJSDate(now, { zone })
    .startOf('day')
    .plus({ days: Number.parseInt(startsIn.slice(1), 10) });
  return meetings.map(({ dayOffset, localTime, minutes }) => {
    const [hour = 0, minute = 0] = localTime.split(':').map(Number);
    const starts = firstDay.plus({ days: dayOffset }).set({ hour, minute });
    return {
      startsAt: starts.toJSDate().toISOString(),
      endsAt: starts.plus({ minutes }).toJSDate().toISOString(),
    };
  });
}

/** The makers of the files are heavy, and no later start needs them: so they are loaded here. */
async function releaseCourses({ running, services, fileStore, dataDir, stopping }: Seeding): Promise<void> {
  const { demoCourses } = await import('./demo-catalog/courses.js');
  for (const course of demoCourses) {
    await running.part(services.catalog, PublishCourse).execute(course);
    const { version, notes } = course.release;
    const files = await storeFiles(course, fileStore, dataDir, stopping);
    await running
      .part(services.catalog, ReleaseCourse)
      .execute({ courseSlug: course.slug, version, notes, files });
  }
}

async function storeFiles(
  { slug, release }: DemoCourse,
  fileStore: FileStore,
  dataDir: string,
  stopping: AbortSignal,
) {
  // Always the same, so that what a killed start leaves is removed by the next.
  const folder = join(dataDir, 'making-demo-files');
  await mkdir(folder, { recursive: true });
  try {
    const files = [];
    for (const { name, mediaType, make } of release.files) {
      const made = join(folder, name);
      await make(made, stopping);
      const storageKey = `courses/${slug}/${release.version}/${name}`;
      const { size, sha256 } = await fileStore.write(storageKey, made);
      files.push({ name, mediaType, size, sha256, storageKey });
    }
    return files;
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
