import kafkajs from 'kafkajs';
import type { Client } from 'pg';
import { SERVICES, topicsOf } from '../checks/handlers.js';
import { readUpTo, type Kept } from './read-kafka.js';

/** What a check reads, as the event log in PostgreSQL has it. */
const TABLES = `
  CREATE SCHEMA event_log;
  CREATE TABLE event_log.topics (
    name text PRIMARY KEY, next_offset bigint NOT NULL, forgotten bigint NOT NULL DEFAULT 0);
  CREATE TABLE event_log.events (
    topic text, "offset" bigint, id uuid PRIMARY KEY, type text, key text, occurred_at timestamptz, data jsonb,
    UNIQUE (topic, "offset"));
  CREATE TABLE event_log.cursors (group_name text, topic text, next_offset bigint, PRIMARY KEY (group_name, topic));`;

/**
 * Copies what Kafka holds into tables like those of the event log in PostgreSQL, so that checks read either; of what
 * stands there more than once, as after a crash between writing and noting that, the first. Numbers are given anew, without
 * a gap, so they prove nothing of the log. A group gets a cursor for every topic that its handlers need, read or not.
 * @returns how many messages were a repetition.
 */
export async function copyKafkaLog(
  brokers: readonly string[],
  database: Client,
): Promise<{ repeated: number }> {
  const kafka = new kafkajs.Kafka({
    clientId: 'faults',
    brokers: [...brokers],
    logLevel: kafkajs.logLevel.NOTHING,
  });
  const admin = kafka.admin();
  await admin.connect();
  try {
    const topics = (await admin.listTopics()).filter((topic) => !topic.startsWith('__'));
    const ends = new Map<string, Map<number, number>>();
    for (const topic of topics) {
      const partitions = await admin.fetchTopicOffsets(topic);
      ends.set(topic, new Map(partitions.map(({ partition, high }) => [partition, Number(high)])));
    }
    const messages = await readUpTo(kafka, ends);
    const first = new Map(messages.toReversed().map((message) => [message.id, message]));
    await write(database, topics, [...first.values()]);
    for (const group of SERVICES) {
      const read = topicsOf(group).filter((topic) => ends.has(topic));
      // Without the names of topics it would tell of those partitions alone that the group has noted something of.
      const noted = await admin.fetchOffsets({ groupId: group, topics: read });
      for (const { topic, partitions } of noted)
        await writeCursor(database, group, topic, unread(ends.get(topic) ?? new Map(), partitions));
    }
    return { repeated: messages.length - first.size };
  } finally {
    await admin.disconnect();
  }
}

/**
 * How many messages of a topic a group has not read.
 * @param ends the next offset of each partition.
 * @param noted where the group is; negative, or not there, is at the beginning.
 */
export function unread(
  ends: ReadonlyMap<number, number>,
  noted: readonly { partition: number; offset: string }[],
): number {
  const positions = new Map(noted.map(({ partition, offset }) => [partition, Math.max(0, Number(offset))]));
  return [...ends].reduce((sum, [partition, end]) => sum + end - (positions.get(partition) ?? 0), 0);
}

async function write(database: Client, topics: readonly string[], events: readonly Kept[]): Promise<void> {
  await database.query(TABLES);
  await database.query(
    `INSERT INTO event_log.events
      SELECT topic, row_number() OVER (PARTITION BY topic ORDER BY place) - 1, id, type, key, time, data
      FROM jsonb_to_recordset($1) AS e(topic text, place int[], id uuid, type text, key text, time timestamptz, data jsonb)`,
    [JSON.stringify(events)],
  );
  await database.query(
    `INSERT INTO event_log.topics
      SELECT name, (SELECT count(*) FROM event_log.events WHERE topic = name) FROM unnest($1::text[]) AS name`,
    [topics],
  );
}

async function writeCursor(
  database: Client,
  group: string,
  topic: string,
  unreadEvents: number,
): Promise<void> {
  await database.query(
    `INSERT INTO event_log.cursors SELECT $1, name, next_offset - $3 FROM event_log.topics WHERE name = $2`,
    [group, topic, unreadEvents],
  );
}
