import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  articlePublished,
  articleWithdrawn,
  coursePublished,
  courseWithdrawn,
  sessionChanged,
  workshopPublished,
  workshopWithdrawn,
  type EventDefinition,
} from '#libs/contracts';
import { Database, newId } from '#libs/database';
import { Facts } from '#libs/events';
import { publishOffer, type Offer } from '../../../../test/support/publish-offer.js';
import { runNotifications } from '../../../../test/support/run-notifications.js';
import type { RunningService } from '../../../../test/support/run-service.js';
import { NothingToSay } from '../mails/composed-mail.js';
import { notificationsFacts } from '../notifications.facts.js';
import { FollowUpMails } from '../mails/follow-up-mails.js';
import type { Message } from '../messages/message.js';

let service: RunningService;
let offer: Offer;
const price = { amount: 4_900, currency: 'USD' };

beforeAll(async () => {
  service = await runNotifications();
  offer = await publishOffer(service);
});
afterAll(() => service.stop());

const facts = async () => ({
  articles: await service.rows('SELECT * FROM notifications.article_facts ORDER BY id'),
  workshops: await service.rows('SELECT * FROM notifications.workshop_facts ORDER BY id'),
  courses: await service.rows('SELECT * FROM notifications.course_facts ORDER BY id'),
  sessions: await service.rows('SELECT * FROM notifications.session_facts ORDER BY id'),
});
/** Tells it twice by one id, and once more by another: as often as it likes, it means the same. */
async function hearAgainAndAgain(definition: EventDefinition, data: object): Promise<void> {
  const id = newId();
  await service.hear(definition, data as never, id);
  const kept = await facts();
  await service.hear(definition, data as never, id);
  await service.hear(definition, data as never);
  expect(await facts()).toEqual(kept);
}

const workshop = () => ({
  workshopId: offer.workshopId,
  slug: 'ask',
  title: 'Ask for it',
  format: 'in-person',
});
const course = () => ({
  courseId: offer.courseId,
  slug: 'wright-now',
  title: 'Wright Now',
  price,
  release: null,
});
const article = () => ({
  articleId: offer.articleId,
  slug: 'need-an-ally',
  title: 'Need an ally?',
  publishedOn: '2022-09-27',
  nextSteps: [
    { kind: 'workshop', id: offer.workshopId, slug: 'ask', title: 'Ask for it' },
    { kind: 'course', id: offer.courseId, slug: 'wright-now', title: 'Wright Now' },
  ],
});

/** The follow-up of that sort which a reader of the article would get now. */
async function followUp(kind: 'workshops' | 'courses'): Promise<string> {
  const { articleId } = offer;
  const message = { id: newId(), personId: newId() } as Message;
  const letterhead = { foundation: { name: 'Wright', postalAddress: '1 Main St, Chicago' } };
  const mails = service.get(FollowUpMails);
  const about = { articleId, topic: 'next-steps' };
  const { text } =
    kind === 'workshops'
      ? await mails.workshops(message, { template: 'follow-up-workshops', ...about }, letterhead)
      : await mails.courses(message, { template: 'follow-up-courses', ...about }, letterhead);
  return text;
}

describe('what is withdrawn', () => {
  it('when it is a workshop, then nobody is led to it any more, whatever the article still says', async () => {
    expect(await followUp('workshops')).toContain('Ask for it');
    await hearAgainAndAgain(workshopWithdrawn, workshop());
    await expect(followUp('workshops')).rejects.toThrow(NothingToSay);
    expect(await followUp('courses')).toContain('Wright Now');
    await service.hear(workshopPublished, workshop() as never);
    expect(await followUp('workshops')).toContain('Ask for it');
  });

  it('when it is one of two workshops, then the other one is still told of', async () => {
    const another = { workshopId: newId(), slug: 'lead', title: 'Lead well', format: 'online' };
    await service.hear(workshopPublished, another as never);
    const { nextSteps, ...rest } = article();
    const step = { kind: 'workshop', id: another.workshopId, slug: 'lead', title: 'Lead well' };
    await service.hear(articlePublished, { ...rest, nextSteps: [...nextSteps, step] } as never);
    await hearAgainAndAgain(workshopWithdrawn, workshop());
    const text = await followUp('workshops');
    expect(text).toContain('Lead well');
    expect(text).not.toContain('Ask for it');
    await service.hear(workshopPublished, workshop() as never);
    await service.hear(articlePublished, article() as never);
  });

  it('when it is a course, then nobody is led to it any more', async () => {
    await hearAgainAndAgain(courseWithdrawn, course());
    await expect(followUp('courses')).rejects.toThrow(NothingToSay);
    await service.hear(coursePublished, course() as never);
    expect(await followUp('courses')).toContain('Wright Now');
  });

  it('when it is the article, then it leads nowhere, though it is remembered', async () => {
    await hearAgainAndAgain(articleWithdrawn, { ...article(), nextSteps: [] });
    await expect(followUp('workshops')).rejects.toThrow(NothingToSay);
    await expect(followUp('courses')).rejects.toThrow(NothingToSay);
    expect((await facts()).articles).toMatchObject([
      { state: 'withdrawn', data: { title: 'Need an ally?' } },
    ]);
    await service.hear(articlePublished, article() as never);
    expect(await followUp('workshops')).toContain('Ask for it');
  });
});

describe('a session that an operator has changed', () => {
  it('then the follow-up tells of it as it is now', async () => {
    const moved = { startsAt: '2027-04-02T18:00:00.000Z', endsAt: '2027-04-02T20:00:00.000Z' };
    expect(await followUp('workshops')).toContain('March 1');
    await hearAgainAndAgain(sessionChanged, {
      sessionId: offer.sessionId,
      version: 2,
      workshopId: offer.workshopId,
      state: 'scheduled',
      ...moved,
      meetings: [moved],
      zone: 'America/Chicago',
      venue: 'Room 5',
      onlineUrl: null,
      coachId: null,
      capacity: 12,
      seatsLeft: 12,
      price,
    });
    expect(await followUp('workshops')).toContain('April 2');
  });
});

it('when all that is known is lost, then the log tells it again, and what was withdrawn stays so', async () => {
  await service.hear(workshopWithdrawn, workshop() as never);
  await service.hear(courseWithdrawn, course() as never);
  const before = await facts();
  for (const table of ['article', 'workshop', 'course', 'session'])
    await service.rows(`DELETE FROM notifications.${table}_facts`);
  const kept = new Facts('notifications', service.get(Database), service.log, notificationsFacts);
  await kept.rebuild(async () => undefined);
  expect(await facts()).toEqual(before);
  expect(before.workshops).toContainEqual(
    expect.objectContaining({ id: offer.workshopId, state: 'withdrawn' }),
  );
  expect(before.courses).toContainEqual(expect.objectContaining({ id: offer.courseId, state: 'withdrawn' }));
});
