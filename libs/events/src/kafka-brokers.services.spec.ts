import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { kafkaEventLog } from '../../../test/support/event-log-conformance/open-kafka-event-log.js';
import { runEventSpine, type EventSpine } from '../../../test/support/run-event-spine.js';
import { until } from '../../../test/support/until.js';
import { startKafka, type KafkaCluster } from '../../../tools/servers/kafka.js';
import { kafkaClient } from './kafka/kafka-client.js';

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

/** How many partitions of a topic a broker leads. */
async function leads(topic: string, node: number): Promise<number> {
  const admin = kafkaClient({ brokers: kafka.brokers.slice(1), clientId: 'ally-test' }).admin();
  await admin.connect();
  const { topics } = await admin.fetchTopicMetadata({ topics: [topic] });
  await admin.disconnect();
  return topics[0]?.partitions.filter(({ leader }) => leader === node).length ?? 0;
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
});
