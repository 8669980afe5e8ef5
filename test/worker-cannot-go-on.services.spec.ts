import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import kafkajs from 'kafkajs';
import { stopAll } from '../tools/servers/stop-all.js';
import { freshDatabase, type FreshDatabase } from './support/fresh-database.js';
import { until } from './support/until.js';

const GROUP = 'catalog';
const topic = `probe.stranger.${randomBytes(4).toString('hex')}.v1`;
const brokers = (process.env['TEST_KAFKA_BROKERS'] ?? '').split(',');

const ANSWERED = [() => true, () => false] as const;

let fresh: FreshDatabase;
const undo: (() => unknown)[] = [];

/** Somebody else's program in the group, which shares the partitions in another way. */
beforeAll(async () => {
  fresh = await freshDatabase();
  undo.push(() => fresh.drop());
  const client = new kafkajs.Kafka({ brokers, clientId: 'stranger', logLevel: kafkajs.logLevel.NOTHING });
  const admin = client.admin();
  await admin.connect();
  await admin.createTopics({ topics: [{ topic }], waitForLeaders: false });
  await admin.disconnect();
  const stranger = client.consumer({ groupId: GROUP, retry: { retries: 10 } });
  undo.push(() => stranger.disconnect());
  await stranger.connect();
  const subscribe = () => stranger.subscribe({ topic }).then(...ANSWERED);
  await until('the broker knows the topic', subscribe);
  await stranger.run({ eachMessage: async () => undefined });
}, 60_000);

afterAll(() => stopAll(undo));

describe('a worker whose events will come no more', () => {
  it('says why and ends, and not as if all were well', async () => {
    const worker = spawn(
      process.execPath,
      ['--conditions=source', '--import', './test/support/run-typescript.mjs', 'apps/catalog/src/worker.ts'],
      {
        env: {
          PATH: process.env['PATH'] ?? '',
          DATABASE_URL: fresh.url,
          KAFKA_BROKERS: brokers.join(),
          PORT: '0',
          ALLY_HOST: '127.0.0.1',
          ALLY_PUBLIC_URL: 'http://127.0.0.1',
          ALLY_FILES_DIR: tmpdir(),
          ALLY_INSTANCE_KEY: randomBytes(32).toString('base64'),
          ALLY_OPERATOR_KEY: `ally_test_${randomBytes(24).toString('hex')}`,
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    undo.push(() => worker.kill('SIGKILL')); // it has ended by itself, unless the test has failed
    let said = '';
    for (const stream of [worker.stdout, worker.stderr]) stream.on('data', (part) => (said += String(part)));
    const [code] = await once(worker, 'close');
    expect(said).toContain('protocols are incompatible');
    expect(code).toBe(1);
  }, 90_000);
});
