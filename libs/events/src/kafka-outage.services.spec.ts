import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { kafkaEventLog } from '../../../test/support/event-log-conformance/open-kafka-event-log.js';
import { inOrder, type EventScene } from '../../../test/support/event-scene.js';
import { runEventSpine, type EventSpine } from '../../../test/support/run-event-spine.js';
import { until } from '../../../test/support/until.js';
import { readThrough } from '../../../tools/event-logs/read-through.js';
import { startKafka, type KafkaCluster } from '../../../tools/servers/kafka.js';
import { Relay } from './relay.js';

const PATIENTLY_MS = 60_000;
const ACCOUNTS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

let dir: string;
let kafka: KafkaCluster;
let spine: EventSpine;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'ally-kafka-'));
  kafka = await startKafka({ dir });
  const start = async () => ({ address: kafka.brokers.join(), stop: async () => undefined });
  spine = await runEventSpine({ ...kafkaEventLog, start });
}, 120_000);

afterEach(async () => {
  await spine.reset();
});

afterAll(async () => {
  await spine.stop();
  await kafka.stop();
  await rm(dir, { recursive: true });
}, 60_000);

/** Commits a fact of each account, as a service does. */
async function record(scene: EventScene, version: number): Promise<void> {
  await spine.database.transaction(async (transaction) => {
    for (const accountId of ACCOUNTS)
      await spine.outbox.append(transaction, scene.changed, { accountId, version });
  });
}

async function untilVersion(scene: EventScene, version: number): Promise<void> {
  const count = ACCOUNTS.length * version;
  await until(`version ${version} of each is handled`, () => scene.hasEffects(count), PATIENTLY_MS);
}

/** Whether a relay of the service has begun: it holds a lock for as long. */
async function isTelling(): Promise<boolean> {
  const locks = await spine.database.query(
    `SELECT FROM pg_locks WHERE locktype = 'advisory'
       AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
  );
  return locks.length > 0;
}

/** @returns how long it takes until something is refused, in seconds. */
async function secondsToRefuse(asked: Promise<unknown>): Promise<number> {
  const since = performance.now();
  await expect(asked).rejects.toBeInstanceOf(Error);
  return (performance.now() - since) / 1_000;
}

describe('a broker that is away', () => {
  it('when it is killed and comes back while facts are written, then each has its effect once and in order', async () => {
    const scene = spine.scene();
    const consumer = await scene.consume({ note: scene.note });
    spine.relay.onApplicationBootstrap();
    await record(scene, 1);
    await untilVersion(scene, 1);
    let version = 1;
    for (let round = 0; round < 2; round++) {
      await record(scene, ++version);
      await kafka.kill();
      for (let nth = 0; nth < 20; nth++) await record(scene, ++version);
      await kafka.startAgain();
      await record(scene, ++version);
      await untilVersion(scene, version);
    }
    await until('all is noted', () => consumer.isIdle(), PATIENTLY_MS);
    for (const account of ACCOUNTS) expect(await scene.effects(account)).toEqual(inOrder(account, version));
  }, 180_000);

  it('when a process starts without it, then the log opens, refuses in seconds, and works when it comes', async () => {
    const scene = spine.scene();
    await kafka.kill();
    const log = await spine.openLog();
    const consumer = await scene.consume({ note: scene.note }, { from: log });
    const refusals = await Promise.all([
      secondsToRefuse(log.append([scene.fact('a', 1)])),
      secondsToRefuse(log.lag(scene.name)),
      secondsToRefuse(consumer.isIdle()),
      secondsToRefuse(log.rewind(scene.name)),
    ]);
    expect(Math.max(...refusals)).toBeLessThan(25);
    await kafka.startAgain();
    await log.append([scene.fact('a', 1)]);
    await until('it is handled', () => scene.hasEffects(1), PATIENTLY_MS);
    await until('and noted', () => consumer.isIdle(), PATIENTLY_MS);
  }, 120_000);

  it('when a process ends without it, with facts to tell and work to note, then it does not wait for it', async () => {
    const scene = spine.scene();
    const log = await spine.openLog();
    let [isGiven, goOn] = [false, (): void => undefined];
    const killed = new Promise<void>((resolve) => (goOn = resolve));
    const from = readThrough(log, async (events, deliver) => {
      isGiven = true;
      await killed;
      await deliver(events);
    });
    await scene.consume({ note: scene.note }, { from });
    await log.append([scene.fact('a', 1)]);
    await until('it is given', () => isGiven, PATIENTLY_MS);
    await kafka.kill();
    goOn();
    await until('it is handled', () => scene.hasEffects(1), PATIENTLY_MS);
    const relay = new Relay(spine.database, log);
    await record(scene, 2);
    relay.onApplicationBootstrap();
    await until('the relay is at it', isTelling);
    const since = performance.now();
    await relay.beforeApplicationShutdown();
    await log.close();
    expect(performance.now() - since).toBeLessThan(9_000);
    await kafka.startAgain();
  }, 120_000);
});
