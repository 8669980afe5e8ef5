import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { courseReleased, EventOf } from '#libs/contracts';
import { newId } from '#libs/database';
import { EventContext } from '#libs/events';
import { startPayments, usd, type PaymentsUnderTest } from '../../../../test/support/payments-app.js';
import { KeepCourseFacts } from './keep-course-facts.js';

describe('keeping course facts', () => {
  let payments: PaymentsUnderTest;
  beforeAll(async () => {
    payments = await startPayments();
  });
  afterAll(() => payments.stop());

  const courseId = newId();
  const course = { courseId, slug: 'a-course', title: 'A course', price: usd(2900), release: null };
  const release = { releaseId: newId(), version: '1.0', files: [] };
  const tell = (fact: 'published' | 'released', data: EventOf<typeof courseReleased>['data']) => {
    const type = `catalog.course.${fact}`;
    const event = { id: newId(), type, key: courseId, occurredAt: payments.clock.now(), data };
    const consumer = payments.get(KeepCourseFacts);
    return payments.database.transaction((transaction) =>
      consumer[fact](event, new EventContext([transaction])),
    );
  };
  const buy = () =>
    payments.post('/v1/checkouts', {
      items: [{ courseId }],
      person: { name: 'Ada', email: 'ada@example.org' },
    });

  it('when a course is published without files, then it cannot be bought yet', async () => {
    await tell('published', course);
    expect(await buy()).toMatchObject({ status: 422, body: { code: 'course-not-released' } });
  });

  it('when the same fact is told twice, then the course is the same as after the first time', async () => {
    await tell('released', { ...course, price: usd(3900), release });
    const rows = () => payments.database.query('SELECT * FROM course_facts');
    const before = await rows();
    await tell('released', { ...course, price: usd(3900), release });
    expect(await rows()).toEqual(before);
    expect(await buy()).toMatchObject({ status: 201, body: { total: usd(3900) } });
  });
});
