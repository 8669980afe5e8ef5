import { afterEach, describe, expect, it } from '@jest/globals';
import { OneDeadline } from '../../../test/support/job-contract/one-deadline.js';
import {
  isAnswered,
  redisScene,
  runsOnceWoken,
  seconds,
} from '../../../test/support/job-contract/redis-scene.js';
import { until } from '../../../test/support/until.js';
import type { Sweep } from './due-work.js';

const scene = redisScene();

describe('while Redis is away', () => {
  afterEach(async () => {
    await scene.redis.startAgain();
  });

  it('when processes boot, then they do, who asks is told at once, and jobs run as soon as Redis is there', async () => {
    await scene.redis.kill();
    const sweep = new OneDeadline('patient', scene.clock);
    const own = scene.service(sweep);
    expect(await seconds(() => scene.process('works', [own]))).toBeLessThan(5);
    const [asking] = await scene.process('asks', [own]);
    expect(await seconds(() => expect(asking.jobs()).rejects.toThrow('Redis is away'))).toBeLessThan(1);
    expect(await seconds(() => expect(asking.isIdle()).rejects.toThrow('Redis is away'))).toBeLessThan(1);

    await scene.redis.startEmpty();
    await isAnswered(asking);
    expect(await seconds(() => runsOnceWoken(asking, sweep))).toBeLessThan(5);
  });

  it('when work becomes due, then those who work do it without a job', async () => {
    const sweep = new OneDeadline('alone', scene.clock);
    await scene.process('works', [scene.service(sweep)]);
    await scene.redis.kill();
    sweep.due = scene.clock.now();
    await until('it is done', () => sweep.met.length > 0);
    expect(sweep.met).toHaveLength(1);
  });

  it('when ten thousand ask, then nobody waits, one line is logged, and no pile of jobs is left', async () => {
    const [asking] = await scene.process('asks', [scene.service(new OneDeadline('wanted', scene.clock))]);
    await asking.jobs();
    await scene.redis.kill();
    await until('that is known', () => scene.said.some((line) => line.startsWith('Redis is away')));
    const asked = await seconds(async () => {
      for (let nth = 0; nth < 10_000; nth++)
        asking.wake('wanted', new Date(scene.clock.now().getTime() + (nth % 100) * 1000));
    });
    expect(asked).toBeLessThan(5);

    await scene.redis.startEmpty();
    await isAnswered(asking);
    expect((await asking.jobs()).map(({ count }) => count)).toEqual([0, 0, 0]);
    expect(scene.said.filter((line) => line.includes('No job for'))).toHaveLength(1);
    expect(scene.said.filter((line) => line.startsWith('Redis is'))).toEqual([
      expect.stringContaining('Redis is away'),
      'Redis is back.',
    ]);
  });

  it('when that begins in the middle of a job and it comes back empty, then that job ends and the next ones run', async () => {
    let finish: (() => void) | undefined;
    const held: Sweep = {
      name: 'held',
      nextDue: async () => null,
      run: () => new Promise((resolve) => (finish = resolve)),
    };
    const sweep = new OneDeadline('next', scene.clock);
    const [work] = await scene.process('works', [scene.service(held, sweep)]);
    work.wake('held');
    await until('it is in hand', () => finish !== undefined);
    await scene.redis.kill();
    await scene.redis.startEmpty();
    finish?.();
    await isAnswered(work);
    expect(await seconds(() => runsOnceWoken(work, sweep))).toBeLessThan(5);
  });

  it.each(['has gone', 'was never there'])(
    'when it %s and a process stops, then it stops within seconds',
    async (how) => {
      if (how === 'was never there') await scene.redis.kill();
      const [work] = await scene.process('works', [scene.service(new OneDeadline('last', scene.clock))]);
      if (how === 'has gone') {
        await work.jobs();
        await scene.redis.kill();
      }
      expect(await seconds(() => scene.end())).toBeLessThan(6);
    },
  );
});
