import { afterEach, describe, expect, it } from '@jest/globals';
import { bareWorker } from '../../../test/support/job-contract/bare-worker.js';
import { OneDeadline } from '../../../test/support/job-contract/one-deadline.js';
import {
  isAnswered,
  redisScene,
  runsOnceWoken,
  seconds,
} from '../../../test/support/job-contract/redis-scene.js';
import { until } from '../../../test/support/until.js';

const scene = redisScene();
const set = (name: string, value: string) => scene.redis.ask((redis) => redis.config('SET', name, value));

describe('the connections of a process', () => {
  const connections = () =>
    scene.redis.ask(
      async (redis) =>
        String(await redis.client('LIST'))
          .trim()
          .split('\n').length - 1,
    );

  it.each([
    ['only asks for four services, then it has one', 'asks', 1],
    ['works for four services, then it has one, and one more for each', 'works', 5],
  ] as const)('when it %s', async (_, role, expected) => {
    await until('those of others are gone', async () => (await connections()) === 0);
    const services = Array.from({ length: 4 }, () => scene.service());
    const works = await scene.process(role, services);
    for (const work of works) work.wake('nothing');
    await until('all are there', async () => (await connections()) === expected);
    for (const work of works) await work.jobs();
    expect(await connections()).toBe(expected);
  });
});

describe('when Redis does not do as it should', () => {
  afterEach(async () => {
    process.kill(scene.redis.pid, 'SIGCONT');
    await set('min-replicas-to-write', '0');
    await set('maxmemory-policy', 'noeviction');
  });

  it('when it hangs, then who asks is told within seconds, due work is done, and jobs run once it goes on', async () => {
    const sweep = new OneDeadline('stubborn', scene.clock);
    const [work] = await scene.process('works', [scene.service(sweep)]);
    await work.jobs();
    process.kill(scene.redis.pid, 'SIGSTOP');
    sweep.due = scene.clock.now();
    work.wake('stubborn');
    expect(await seconds(() => expect(work.jobs()).rejects.toThrow('Redis does not answer'))).toBeLessThan(5);
    await until('it is done', () => sweep.met.length === 1);
    process.kill(scene.redis.pid, 'SIGCONT');
    await isAnswered(work);
    expect(await seconds(() => runsOnceWoken(work, sweep))).toBeLessThan(5);
  });

  it('when it refuses all writes while there are jobs, then it is asked about once a second, and jobs run once it does not', async () => {
    let finish: (() => void) | undefined;
    const run = () => new Promise<void>((resolve) => (finish = resolve));
    const sweep = new OneDeadline('refused', scene.clock);
    const [work] = await scene.process('works', [
      scene.service({ name: 'held', nextDue: async () => null, run }, sweep),
    ]);
    work.wake('held');
    await until('it is in hand', () => finish !== undefined);
    await set('min-replicas-to-write', '1');
    const refusals = () => scene.said.filter((line) => line.includes('NOREPLICAS')).length;
    finish?.();
    await until('that was said', () => refusals() > 2);
    const start = performance.now();
    const before = refusals();
    await until('it was asked again', () => refusals() >= before + 2);
    expect(performance.now() - start).toBeGreaterThan(500);
    await set('min-replicas-to-write', '0');
    expect(await seconds(() => runsOnceWoken(work, sweep))).toBeLessThan(5);
  });

  it('then BullMQ alone asks it hundreds of times meanwhile (negative control)', async () => {
    const held = await bareWorker(scene, 'held');
    await set('min-replicas-to-write', '1');
    held.finish();
    await until('it has asked often', () => held.errors.length > 200, 3_000);
    expect(new Set(held.errors.map((error) => error.includes('NOREPLICAS')))).toEqual(new Set([true]));
    await set('min-replicas-to-write', '0');
  });

  it('when it would evict jobs, then that is said at boot', async () => {
    await set('maxmemory-policy', 'allkeys-lru');
    await scene.process('asks', [scene.service()]);
    await until('it is said', () => scene.said.length > 0);
    expect(scene.said).toEqual([expect.stringContaining('allkeys-lru')]);
  });
});
