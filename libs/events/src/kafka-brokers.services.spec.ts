import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { kafkaEventLog } from '../../../test/support/event-log-conformance/open-kafka-event-log.js';
import { runEventSpine, type EventSpine } from '../../../test/support/run-event-spine.js';
import { until } from '../../../test/support/until.js';
import { startKafka, type KafkaCluster } from '../../../tools/servers/kafka.js';
import type { EventConsumer } from './event-consumer.js';
import { KafkaAdmin } from './kafka/kafka-admin.js';

const ACCOUNTS = Array.from({ length: 20 }, (_, nth) => `account-${nth}`);

let dir: string;
let kafka: KafkaCluster;
let spine: EventSpine;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'ally-kafka-'));
  kafka = await startKafka({ dir, nodes: 3 });
  const start = async () => ({ address: kafka.brokers.join(','), stop: async () => undefined });
  spine = await runEventSpine({ ...kafkaEventLog, start });
}, 180_000);

afterAll(async () => {
  await spine.stop();
  await kafka.stop();
  await rm(dir, { recursive: true });
}, 60_000);

/** How many partitions of a topic a broker leads, by what the other two say: who asks may meet the dead one first. */
async function leads(topic: string, node: number): Promise<number> {
  const others = new KafkaAdmin({ brokers: kafka.brokers.slice(1), clientId: 'ally-test' });
  const { topics } = await others.ask(({ admin }) => admin.fetchTopicMetadata({ topics: [topic] }));
  await others.close();
  return topics[0]?.partitions.filter(({ leader }) => leader === node).length ?? 0;
}

/** The broker that keeps a group: it leads the partition of the group in the topic of all groups' positions. */
async function keeperOf(group: string): Promise<number> {
  const admin = new KafkaAdmin({ brokers: kafka.brokers, clientId: 'ally-test' });
  const topic = '__consumer_offsets';
  const { topics } = await admin.ask((asked) => asked.admin.fetchTopicMetadata({ topics: [topic] }));
  await admin.close();
  const partitions = topics[0]?.partitions ?? [];
  // As Java hashes a string.
  const hash = [...group].reduce((sum, letter) => (Math.imul(sum, 31) + letter.charCodeAt(0)) | 0, 0);
  const partition = (hash & 0x7fffffff) % partitions.length;
  return partitions.find(({ partitionId }) => partitionId === partition)?.leader ?? 0;
}

/** While a broker is away, whoever asks may meet it. */
async function isNoted(consumer: EventConsumer): Promise<boolean> {
  try {
    return await consumer.isIdle();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return false;
  }
}

describe('one of three brokers', () => {
  it('when it is killed while facts are appended, then all that were taken are there, and in order', async () => {
    const scene = spine.scene();
    let version = 0;
    const publish = async () => {
      version++;
      await scene.publish(...ACCOUNTS.map((account): [string, number] => [account, version]));
    };
    await publish();
    expect(await leads(scene.changed.topic, 1)).toBeGreaterThan(0);
    const moved = new AbortController();
    const publishing = (async () => {
      do await publish();
      while (!moved.signal.aborted);
    })();
    await kafka.kill(1);
    await until('others lead', async () => (await leads(scene.changed.topic, 1)) === 0, 60_000);
    moved.abort();
    await publishing;
    await publish();
    const told = new Map<string, number[]>();
    const reading = await spine.log.read([scene.changed.topic]);
    await reading.next(async (events) => {
      for (const { key, data } of events) {
        const versions = told.get(key) ?? [];
        const fact = (data as { version: number }).version;
        if (!versions.includes(fact)) told.set(key, [...versions, fact]);
      }
    });
    await reading.close();
    const all = Array.from({ length: version }, (_, nth) => nth + 1);
    for (const account of ACCOUNTS) expect(told.get(account)).toEqual(all);
  }, 180_000);

  it('when the one that keeps a group is killed and stays away, then what its member does is noted all the same', async () => {
    await kafka.startAgain(1);
    const scene = spine.scene();
    await scene.publish(...ACCOUNTS.map((account): [string, number] => [account, 1]));
    const consumer = await scene.consume({ note: scene.note });
    await until('it has begun', () => consumer.isIdle(), 60_000);
    const keeper = await keeperOf(scene.name);
    await kafka.kill(keeper);
    await scene.publish(...ACCOUNTS.map((account): [string, number] => [account, 2]));
    await until('it is noted', () => isNoted(consumer), 60_000);
    for (const account of ACCOUNTS)
      expect(await scene.effects(account)).toEqual([`${account}@1`, `${account}@2`]);
    await kafka.startAgain(keeper);
  }, 180_000);
});
