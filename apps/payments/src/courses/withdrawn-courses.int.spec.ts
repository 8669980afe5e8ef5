import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { courseReleased, courseWithdrawn, type EventOf } from '#libs/contracts';
import { newId } from '#libs/database';
import { EventContext } from '#libs/events';
import { startPayments, usd, type PaymentsUnderTest } from '../../../../test/support/payments-app.js';
import { KeepCourseFacts } from './keep-course-facts.js';

describe('a withdrawn course', () => {
  let payments: PaymentsUnderTest;
  beforeAll(async () => {
    payments = await startPayments();
  });
  afterAll(() => payments.stop());

  const courseId = newId();
  const release = { releaseId: newId(), version: '1.0', files: [] };
  const course = { courseId, slug: 'a-course', title: 'A course', price: usd(2900), release };
  const tell = async (
    fact: 'released' | 'withdrawn',
    data: EventOf<typeof courseReleased>['data'] = course,
  ): Promise<void> => {
    const { type } = { released: courseReleased, withdrawn: courseWithdrawn }[fact];
    const event = { id: newId(), type, key: courseId, occurredAt: payments.clock.now(), data };
    await payments.database.transaction((transaction) =>
      payments.get(KeepCourseFacts)[fact](event, new EventContext([transaction])),
    );
  };
  const buy = () =>
    payments.post('/v1/checkouts', {
      items: [{ courseId }],
      person: { name: 'Ada', email: 'ada@example.org' },
    });
  const rows = () => payments.database.query('SELECT * FROM course_facts');

  it('when it is told, once or twice, then it is not sold any more, and its files are still known', async () => {
    await tell('released');
    expect(await buy()).toMatchObject({ status: 201 });
    await tell('withdrawn');
    const kept = await rows();
    expect(kept).toMatchObject([{ state: 'withdrawn', release: { version: '1.0' } }]);
    await tell('withdrawn');
    expect(await rows()).toEqual(kept);
    expect(await buy()).toMatchObject({
      status: 410,
      body: { code: 'course-withdrawn', errors: [{ pointer: '/items/0/courseId' }] },
    });
  });

  it('when it is back, then it is sold again', async () => {
    await tell('released');
    expect(await buy()).toMatchObject({ status: 201 });
  });
});
