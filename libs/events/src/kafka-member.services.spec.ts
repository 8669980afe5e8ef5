import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { openEventLog } from '#libs/events';
import { kafkaEventLog } from '../../../test/support/event-log-conformance/open-kafka-event-log.js';
import { readThrough } from '../../../test/support/read-through.js';
import { runEventSpine, type EventSpine } from '../../../test/support/run-event-spine.js';
import { until } from '../../../test/support/until.js';
import { kafkaClient } from './kafka/kafka-client.js';

let spine: EventSpine;
const brokers = () => spine.address.split(',');

beforeAll(async () => {
  spine = await runEventSpine(kafkaEventLog);
}, 30_000);

afterEach(async () => {
  await spine.reset();
});

afterAll(async () => {
  await spine.stop();
});

describe('a member that leaves with events that it could not handle', () => {
  /** What the next member is given of three facts, after one by which `answer` was all that was done for them. */
  async function handledByTheNext(answer: () => Promise<void>): Promise<string[]> {
    const scene = spine.scene();
    await scene.publish(['a', 1], ['a', 2], ['a', 3]);
    let given = 0;
    const from = readThrough(spine.log, async (events) => {
      given += events.length;
      await answer();
    });
    const leaving = await scene.consume({ note: scene.note }, { from });
    await until('it has all of them', () => given >= 3);
    await leaving.close();
    const next = await scene.consume({ note: scene.note });
    await scene.atRest(next);
    return scene.effects();
  }

  it('when it has said so, then the next member gets them', async () => {
    const failing = () => Promise.reject(new Error('the database is away'));
    expect(await handledByTheNext(failing)).toEqual(['a@1', 'a@2', 'a@3']);
  });

  it('if it had said that they are done, before they are, they would be lost (negative control)', async () => {
    expect(await handledByTheNext(async () => undefined)).toEqual([]);
  });
});

describe('a subscription that cannot go on', () => {
  it('when strangers share the partitions of its group in another way, then the process is told to end', async () => {
    const scene = spine.scene();
    await scene.publish(['a', 1]);
    const stranger = kafkaClient({ brokers: brokers(), clientId: 'stranger' }).consumer({
      groupId: scene.name,
    });
    await stranger.connect();
    await stranger.subscribe({ topic: scene.changed.topic });
    await stranger.run({ eachMessage: async () => undefined });
    const fatal: Error[] = [];
    const onFatal = (error: Error) => void fatal.push(error);
    const log = await openEventLog({
      kafkaBrokers: brokers(),
      databaseUrl: '',
      clientId: 'ally-test',
      onFatal,
    });
    await log.subscribe({ group: scene.name, topics: [scene.changed.topic], deliver: async () => undefined });
    await until('it is told', () => fatal.length > 0);
    expect(fatal[0]?.message).toContain('protocols are incompatible');
    await log.close();
    await stranger.disconnect();
  });
});
