import { afterAll, afterEach, beforeAll, describe } from '@jest/globals';
import { runEventSpine, type EventSpine } from '../run-event-spine.js';
import { describeFailingHandlers } from './describe-failing-handlers.js';
import { describeManyWriters } from './describe-many-writers.js';
import { describeMembers } from './describe-members.js';
import { describeOrder } from './describe-order.js';
import { describeReading } from './describe-reading.js';
import { describeRedelivery } from './describe-redelivery.js';
import type { EventLogStrategy } from './event-log-strategy.js';

/** Gives the spine that runs on the log under test. */
export type Spine = () => EventSpine;

/** What every event log promises, with a service's outbox, inbox and dead letters around it as in production. */
export function describeEventLog(name: string, strategy: EventLogStrategy): void {
  describe(`${name}, as every event log,`, () => {
    let running: EventSpine;

    beforeAll(async () => {
      running = await runEventSpine(strategy);
    }, 30_000);

    afterEach(async () => {
      await running.reset();
    });

    afterAll(async () => {
      await running.stop();
    });

    const spine = () => running;
    describeOrder(spine);
    describeRedelivery(spine);
    describeReading(spine);
    describeMembers(spine);
    describeFailingHandlers(spine);
    describeManyWriters(spine);
  });
}
