import { articlePublished, coursePublished, sessionScheduled, workshopPublished } from '#libs/contracts';
import { newId } from '#libs/database';
import type { RunningService } from './run-service.js';

/** An article that leads to a workshop with one session and to a course. */
export interface Offer {
  readonly articleId: string;
  readonly workshopId: string;
  readonly courseId: string;
  readonly sessionId: string;
  /** Of the session. */
  readonly startsAt: string;
}

/**
 * Tells a service of an offer as the catalog and enrollment would.
 * @param ids that the test knows already.
 */
export async function publishOffer(
  service: RunningService,
  ids: Partial<Omit<Offer, 'startsAt'>> = {},
): Promise<Offer> {
  const { articleId = newId(), workshopId = newId(), courseId = newId(), sessionId = newId() } = ids;
  const meeting = { startsAt: '2027-03-01T18:00:00.000Z', endsAt: '2027-03-01T20:00:00.000Z' };
  const price = { amount: 4_900, currency: 'USD' };
  await service.hear(workshopPublished, {
    workshopId,
    slug: 'ask',
    title: 'Ask for it',
    format: 'in-person',
  });
  await service.hear(sessionScheduled, {
    sessionId,
    version: 1,
    workshopId,
    state: 'scheduled',
    ...meeting,
    meetings: [meeting],
    zone: 'America/Chicago',
    venue: 'Room 4',
    onlineUrl: null,
    coachId: null,
    capacity: 10,
    seatsLeft: 10,
    price,
  });
  await service.hear(coursePublished, {
    courseId,
    slug: 'wright-now',
    title: 'Wright Now',
    price,
    release: null,
  });
  await service.hear(articlePublished, {
    articleId,
    slug: 'need-an-ally',
    title: 'Need an ally?',
    publishedOn: '2022-09-27',
    nextSteps: [
      { kind: 'workshop', id: workshopId, slug: 'ask', title: 'Ask for it' },
      { kind: 'course', id: courseId, slug: 'wright-now', title: 'Wright Now' },
    ],
  });
  return { articleId, workshopId, courseId, sessionId, startsAt: meeting.startsAt };
}
