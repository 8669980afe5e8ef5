import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { kafkaEventLog } from '../../../test/support/event-log-conformance/open-kafka-event-log.js';
import type { Fact } from '../../../test/support/event-scene.js';
import { runEventSpine, type EventSpine } from '../../../test/support/run-event-spine.js';
import { until } from '../../../test/support/until.js';
import type { SubscribeOptions } from './event-log.js';

const PATIENTLY_MS = 30_000;

let spine: EventSpine;

beforeAll(async () => {
  spine = await runEventSpine(kafkaEventLog);
}, 30_000);

afterAll(async () => {
  await spine.stop();
});

it('when one member of a group stands still, then events wait for it, and none for the other', async () => {
  const scene = spine.scene();
  const facts = Array.from({ length: 24 }, (_, nth): Fact => [`account-${nth}`, 1]);
  const join = async (deliver: SubscribeOptions['deliver']) => {
    const log = await spine.openLog();
    return log.subscribe({ group: scene.name, topics: [scene.changed.topic], deliver });
  };
  let goOn = (): void => undefined;
  const gone = new Promise<void>((resolve) => (goOn = resolve));
  let given = 0;
  await scene.publish(...facts);
  const still = await join((events) => {
    given += events.length;
    return gone;
  });
  await until('it is given all there is', () => given === facts.length, PATIENTLY_MS);
  const busy = await join(async () => undefined);
  await until(
    'the other has done all that is its own',
    async () => (await busy.behind?.()) === 0,
    PATIENTLY_MS,
  );
  const waiting = await still.behind?.();
  expect(waiting).toBeGreaterThan(0);
  expect(await spine.log.lag(scene.name)).toEqual([{ topic: scene.changed.topic, events: waiting }]);
  goOn();
  await until('nothing waits any more', async () => (await still.behind?.()) === 0, PATIENTLY_MS);
}, 60_000);
