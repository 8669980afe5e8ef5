import { createRequire } from 'node:module';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { openEventLog, type LoggedEvent } from '#libs/events';
import { kafkaEventLog } from '../../../test/support/event-log-conformance/open-kafka-event-log.js';
import type { EventScene } from '../../../test/support/event-scene.js';
import { runEventSpine, type EventSpine } from '../../../test/support/run-event-spine.js';
import { until } from '../../../test/support/until.js';
import { readThrough } from '../../../tools/event-logs/read-through.js';
import { groupAssigner } from './kafka/group-assigner.js';
import { kafkaClient } from './kafka/kafka-client.js';
import { MEMBER } from './kafka/kafka-subscription.js';

const kafkajsPart = createRequire(import.meta.url);
const Cluster = kafkajsPart('kafkajs/src/cluster') as {
  prototype: { findGroupCoordinatorMetadata(): Promise<unknown> };
};
const { KafkaJSGroupCoordinatorNotFound } = kafkajsPart('kafkajs/src/errors') as {
  KafkaJSGroupCoordinatorNotFound: new (message: string) => Error;
};

let spine: EventSpine;
const brokers = () => spine.address.split(',');

beforeAll(async () => {
  spine = await runEventSpine(kafkaEventLog);
}, 30_000);

afterEach(async () => {
  jest.restoreAllMocks();
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
  /** A member of the scene's group. @returns what it was given, and what its process was told to end for. */
  async function member(scene: EventScene) {
    const [given, fatal]: [string[], Error[]] = [[], []];
    const log = await openEventLog({
      kafkaBrokers: brokers(),
      databaseUrl: '',
      clientId: 'ally-test',
      onFatal: (error) => void fatal.push(error),
    });
    const deliver = async (events: readonly LoggedEvent[]) =>
      void given.push(...events.map(({ key }) => key));
    await log.subscribe({ group: scene.name, topics: [scene.changed.topic], deliver });
    return { given, fatal, close: () => log.close() };
  }

  it('when no broker keeps its group yet, then it waits, and the process goes on', async () => {
    const scene = spine.scene();
    await scene.publish(['a', 1]);
    const asked = jest.spyOn(Cluster.prototype, 'findGroupCoordinatorMetadata');
    for (let times = 0; times < 3; times++)
      asked.mockRejectedValueOnce(new KafkaJSGroupCoordinatorNotFound('not yet'));
    const { given, fatal, close } = await member(scene);
    await until('it is given what there is', () => given.length > 0, 30_000);
    expect([given, fatal]).toEqual([['a'], []]);
    await close();
  });

  it('when that is so as another joins, then it waits as well', async () => {
    const scene = spine.scene();
    await scene.publish(['a', 1]);
    const { given, fatal, close } = await member(scene);
    await until('it is given what there is', () => given.length > 0, 30_000);
    const asked = jest.spyOn(Cluster.prototype, 'findGroupCoordinatorMetadata');
    const other = kafkaClient({ brokers: brokers(), clientId: 'other' }).consumer({
      ...MEMBER,
      groupId: scene.name,
      partitionAssigners: [groupAssigner({})],
    });
    await other.connect();
    await other.subscribe({ topic: scene.changed.topic });
    const joined = new Promise((resolve) => other.on(other.events.GROUP_JOIN, resolve));
    const running = other.run({ autoCommit: false, eachBatch: async () => undefined });
    await until('the other knows whom to ask', () => asked.mock.calls.length > 0);
    for (let times = 0; times < 3; times++)
      asked.mockRejectedValueOnce(new KafkaJSGroupCoordinatorNotFound('not now'));
    await Promise.all([joined, running]);
    await until('it has asked often enough', () => asked.mock.calls.length > 4, 30_000);
    await other.disconnect();
    await scene.publish(['a', 2]);
    await until('it goes on', () => given.length > 1, 30_000);
    expect([given, fatal]).toEqual([['a', 'a'], []]);
    await close();
  });

  it('when strangers share the partitions of its group in another way, then the process is told to end', async () => {
    const scene = spine.scene();
    await scene.publish(['a', 1]);
    const stranger = kafkaClient({ brokers: brokers(), clientId: 'stranger' }).consumer({
      groupId: scene.name,
    });
    await stranger.connect();
    await stranger.subscribe({ topic: scene.changed.topic });
    await stranger.run({ eachMessage: async () => undefined });
    const { fatal, close } = await member(scene);
    await until('it is told', () => fatal.length > 0);
    expect(fatal[0]?.message).toContain('protocols are incompatible');
    await close();
    await stranger.disconnect();
  });
});
