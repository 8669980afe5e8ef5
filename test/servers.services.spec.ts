import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import kafkajs from 'kafkajs';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { startKafka } from '../tools/servers/kafka.js';
import { startPostgres } from '../tools/servers/postgres.js';
import { startRedis } from '../tools/servers/redis.js';
import { ServerProcess } from '../tools/servers/server-process.js';
import { portOf } from '../tools/servers/servers-file.js';
import { until } from './support/until.js';

const { Kafka, logLevel } = kafkajs;

/** What the fault tests rely on. */
describe('a server that was killed', () => {
  let folder: string;
  const stops: (() => Promise<void>)[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ally-servers-'));
  });
  afterAll(async () => {
    await Promise.all(stops.map((stop) => stop()));
    await rm(folder, { recursive: true, force: true });
  });

  const gone = (pid: number) => !existsSync(`/proc/${pid}/exe`);

  it('when PostgreSQL is started again, then it is where it was, with all that was committed', async () => {
    const postgres = await startPostgres({ dir: join(folder, 'postgres') });
    stops.push(() => postgres.stop());
    const { url, pid } = postgres;
    await query(url, 'CREATE TABLE kept AS SELECT 1 AS one');
    await postgres.kill();
    expect(gone(pid)).toBe(true);
    await postgres.startAgain();
    expect(postgres.url).toBe(url);
    expect(await query(url, 'SELECT one FROM kept')).toEqual([{ one: 1 }]);
  });

  it('when Redis is started again, then it is where it was, with all that it had taken', async () => {
    const redis = await startRedis({ dir: join(folder, 'redis') });
    stops.push(() => redis.stop());
    const client = new Redis(redis.url);
    await client.set('kept', 'one');
    client.disconnect();
    await redis.kill();
    expect(gone(redis.pid)).toBe(true);
    await redis.startAgain();
    const again = new Redis(redis.url);
    expect(await again.get('kept')).toBe('one');
    again.disconnect();
  });

  it('when Kafka is started again, then it is where it was, with all that it had taken', async () => {
    const kafka = await startKafka({ dir: join(folder, 'kafka') });
    stops.push(() => kafka.stop());
    const [pid = 0] = kafka.pids;
    const client = new Kafka({ brokers: [...kafka.brokers], logLevel: logLevel.NOTHING });
    const [admin, producer] = [client.admin(), client.producer()];
    await Promise.all([admin.connect(), producer.connect()]);
    await admin.createTopics({ topics: [{ topic: 'kept', numPartitions: 1 }] });
    await producer.send({ topic: 'kept', messages: [{ value: 'one' }] });
    await kafka.kill();
    expect(gone(pid)).toBe(true);
    await kafka.startAgain();
    await until('all that was taken is there', async () => {
      const offsets = await admin.fetchTopicOffsets('kept');
      return offsets.every(({ high }) => high === '1');
    });
    await Promise.all([admin.disconnect(), producer.disconnect()]);
  });
});

describe('a port that another program has taken meanwhile', () => {
  it('when it is a Redis or a Kafka of somebody else, then that is not taken for the own one', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'ally-servers-'));
    const { TEST_REDIS_URL = '', TEST_KAFKA_BROKERS = '' } = process.env;
    const failed = /did not become ready/;
    await Promise.all([
      expect(startRedis({ dir: join(folder, 'redis'), port: portOf(TEST_REDIS_URL) })).rejects.toThrow(
        failed,
      ),
      expect(startKafka({ dir: join(folder, 'kafka'), port: portOf(TEST_KAFKA_BROKERS) })).rejects.toThrow(
        failed,
      ),
    ]);
    await rm(folder, { recursive: true });
  });
});

describe('a Kafka of several nodes', () => {
  it('when one of them cannot be started, then none of the others stays', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'ally-servers-'));
    await mkdir(join(folder, 'kafka'));
    await writeFile(join(folder, 'kafka/node-2'), 'in the place of its folder');
    await expect(startKafka({ dir: join(folder, 'kafka'), nodes: 2 })).rejects.toThrow(/EEXIST|ENOTDIR/);
    expect(existsSync(join(folder, 'kafka/node-1/server.pid'))).toBe(true);
    expect(ServerProcess.find(join(folder, 'kafka/node-1'))).toBeUndefined();
    await rm(folder, { recursive: true });
  });
});

async function query(connectionString: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}
