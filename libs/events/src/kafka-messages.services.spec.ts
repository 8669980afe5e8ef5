import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Kafka as KafkaBinding, type CloudEvent } from 'cloudevents';
import kafkajs, { type Admin, type KafkaMessage } from 'kafkajs';
import { defineEvent } from '#libs/contracts';
import { z } from 'zod';
import { kafkaEventLog } from '../../../test/support/event-log-conformance/open-kafka-event-log.js';
import { runEventSpine, type EventSpine } from '../../../test/support/run-event-spine.js';
import { until } from '../../../test/support/until.js';
import { kafkaClient } from './kafka/kafka-client.js';

const DAYS_14 = String(14 * 86_400_000);

let spine: EventSpine;
let admin: Admin;
const client = () => kafkaClient({ brokers: spine.address.split(','), clientId: 'ally-test' });

beforeAll(async () => {
  spine = await runEventSpine(kafkaEventLog);
  admin = client().admin();
  await admin.connect();
}, 30_000);

afterEach(async () => {
  await spine.reset();
});

afterAll(async () => {
  await admin.disconnect();
  await spine.stop();
});

/** The first message of a topic, as somebody gets it who knows nothing of Ally. */
async function firstMessage(topic: string): Promise<KafkaMessage> {
  const consumer = client().consumer({ groupId: `${topic}-raw`, allowAutoTopicCreation: false });
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  const found = await new Promise<KafkaMessage>((resolve, reject) => {
    consumer.run({ eachMessage: async ({ message }) => resolve(message) }).catch(reject);
  });
  await consumer.disconnect();
  return found;
}

async function configOf(topic: string): Promise<Record<string, string>> {
  const resource = { type: kafkajs.ConfigResourceTypes.TOPIC, name: topic };
  const { resources } = await admin.describeConfigs({ resources: [resource], includeSynonyms: false });
  return Object.fromEntries(
    (resources[0]?.configEntries ?? []).map(({ configName, configValue }) => [configName, configValue]),
  );
}

describe('a fact as a Kafka message', () => {
  it('when the official SDK reads it, then it is a CloudEvent with everything that the fact says', async () => {
    const scene = spine.scene();
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    const fact = { ...scene.fact('an-account', 7), schemaVersion: 2, traceparent };
    await spine.log.append([fact]);
    const { key, value, headers } = await firstMessage(scene.changed.topic);
    const texts = Object.fromEntries(
      Object.entries(headers ?? {}).map(([name, content]) => [name, String(content)]),
    );
    const message = { key: String(key), value: String(value), body: String(value), headers: texts };
    const event = KafkaBinding.toEvent(message) as CloudEvent;
    expect(event.validate()).toBe(true);
    expect(event.toJSON()).toEqual({
      specversion: '1.0',
      id: fact.id,
      source: '/probe',
      type: scene.changed.type,
      time: '2026-12-01T12:00:00.000Z',
      datacontenttype: 'application/json',
      partitionkey: 'an-account',
      schemaversion: '2',
      data: { accountId: 'an-account', version: 7 },
    });
    expect(String(key)).toBe('an-account');
    expect(texts['traceparent']).toBe(traceparent);
  });

  it('when others write into the topic, or a person is erased there, then that is skipped, and holds nobody up', async () => {
    const scene = spine.scene();
    await scene.publish(['a', 1]);
    const { headers = {} } = await firstMessage(scene.changed.topic);
    const value = JSON.stringify({ accountId: 'a', version: 9 });
    const producer = client().producer({ createPartitioner: kafkajs.Partitioners.DefaultPartitioner });
    await producer.connect();
    await producer.send({
      topic: scene.changed.topic,
      messages: [
        { key: 'a', value: null },
        { key: 'a', value: 'who are you?' },
        { key: 'a', value: '{', headers },
        { key: null, value, headers },
        { key: 'a', value, headers: { ...headers, ce_id: 'no uuid' } },
        { key: 'a', value, headers: { ...headers, ce_time: 'noon' } },
        { key: 'a', value, headers: { ...headers, ce_schemaversion: 'new' } },
        { key: 'a', value, headers: { ...headers, ce_specversion: '2.0' } },
        // What no column takes, not even one of the dead letters.
        { key: 'a', value, headers: { ...headers, ce_schemaversion: '2147483648' } },
        { key: 'a', value, headers: { ...headers, ce_type: 'nobody\0knows' } },
        { key: 'a\0b', value, headers },
        { key: 'a', value: '{"accountId":"\\u0000"}', headers },
        { key: 'a', value: '{"accountId":"\\\\\\ud83d"}', headers },
      ],
    });
    await producer.disconnect();
    await scene.publish(['a', 2]);
    const consumer = await scene.consume({ note: scene.note });
    await until('both are handled', () => scene.hasEffects(2));
    await scene.atRest(consumer);
    expect(await scene.effects()).toEqual(['a@1', 'a@2']);
    const read: string[] = [];
    const reading = await spine.log.read([scene.changed.topic]);
    await reading.next(async (events) => void read.push(...events.map(({ id }) => id)));
    await reading.close();
    expect(read).toHaveLength(2);
  });
});

describe('many facts at once', () => {
  it('when they are small, and all of one key, then the broker takes them: their headers are counted too', async () => {
    const scene = spine.scene();
    const facts = Array.from({ length: 2_000 }, (_, nth) => scene.fact('a'.repeat(150), nth + 1));
    await spine.log.append(facts);
    let read = 0;
    const reading = await spine.log.read([scene.changed.topic]);
    await reading.next(async (events) => void (read += events.length));
    await reading.close();
    expect(read).toBe(2_000);
  });
});

describe('a topic', () => {
  it('when a fact is first written, then its topic keeps it for a fortnight, in partitions of a fixed number', async () => {
    const scene = spine.scene();
    await scene.publish(['a', 1]);
    const { topics } = await admin.fetchTopicMetadata({ topics: [scene.changed.topic] });
    expect(topics[0]?.partitions).toHaveLength(6);
    expect(await configOf(scene.changed.topic)).toMatchObject({
      'cleanup.policy': 'delete',
      'retention.ms': DAYS_14,
      'message.timestamp.type': 'LogAppendTime',
    });
  });

  it('when the newest fact of a key says all, then older ones are compacted after a fortnight', async () => {
    const topic = `probe.${spine.scene().name}.compacted.v1`;
    defineEvent({ type: topic, topic, key: 'id', compacted: true, data: { id: z.string() } });
    await (await spine.log.read([topic])).close();
    expect(await configOf(topic)).toMatchObject({
      'cleanup.policy': 'compact',
      'min.compaction.lag.ms': DAYS_14,
      'max.compaction.lag.ms': DAYS_14,
    });
  });

  it('when it exists with other settings, then those that are promised are set, and no others', async () => {
    const { topic } = spine.scene().changed;
    const configEntries = [
      { name: 'retention.ms', value: '1000' },
      { name: 'segment.bytes', value: '1048576' },
    ];
    // Waiting for leaders fails while the broker has not heard of the topic itself.
    await admin.createTopics({ topics: [{ topic, numPartitions: 2, configEntries }], waitForLeaders: false });
    await (await spine.log.read([topic])).close();
    // A broker says yes before it goes by it.
    await until('it is set', async () => (await configOf(topic))['retention.ms'] === DAYS_14);
    expect((await configOf(topic))['segment.bytes']).toBe('1048576');
    const { topics } = await admin.fetchTopicMetadata({ topics: [topic] });
    expect(topics[0]?.partitions).toHaveLength(2);
  });
});
