import { describe, expect, it } from '@jest/globals';
import { SystemClock, type Clock } from '#libs/clock';
import { freshDatabase } from '../../../test/support/fresh-database.js';
import { DueRows } from '../../../test/support/job-contract/due-rows.js';
import { isAnswered, redisScene } from '../../../test/support/job-contract/redis-scene.js';
import { until } from '../../../test/support/until.js';
import type { DueWork } from './due-work.js';

const SWEEPS = ['a', 'b', 'c', 'd', 'e', 'f'];
const ROUNDS = 60;
const ROWS = 3;
const DONE_WITHIN_SECONDS = 60;
const scene = redisScene();

/**
 * Two processes work for a service of many sweeps, and a third one asks.
 * @param clock of those who work.
 */
async function run(clock: Clock): Promise<{ rows: DueRows; asking: DueWork }> {
  const database = await freshDatabase();
  const rows = await DueRows.create(database.url);
  const { name } = scene.service();
  const sweeps = SWEEPS.map((sweep) => rows.sweep(sweep, clock));
  await scene.process('works', [{ name, sweeps }], clock);
  await scene.process('works', [{ name, sweeps }], clock);
  const [asking] = await scene.process('asks', [{ name, sweeps: [] }]);
  scene.afterwards(() => rows.end());
  scene.afterwards(() => database.drop());
  return { rows, asking };
}

/** Rows become due, now or within a second, and each is asked for; after each round Redis loses something. */
async function underLoad({ rows, asking }: { rows: DueRows; asking: DueWork }, lose: () => Promise<unknown>) {
  for (let round = 0; round < ROUNDS; round++) {
    for (const sweep of SWEEPS) {
      const due = new Date(scene.clock.now().getTime() + (round % 3) * 400);
      await rows.add(sweep, ROWS, due);
      asking.wake(sweep, due);
    }
    await lose();
  }
}

const flush = () => scene.redis.ask((redis) => redis.flushall());

/** Waits for the last row, and expects each to have been done once and in time. */
async function expectAllDone(rows: DueRows, all: number): Promise<void> {
  await until('all are done', async () => (await rows.outcome()).open === 0, DONE_WITHIN_SECONDS * 1000);
  const { latestSeconds, ...counts } = await rows.outcome();
  expect(counts).toEqual({ all, open: 0, twice: 0 });
  expect(latestSeconds).toBeLessThan(DONE_WITHIN_SECONDS);
}

describe('when Redis loses all it has, again and again, while rows become due', () => {
  it('then every row is done, once', async () => {
    const running = await run(scene.clock);
    await underLoad(running, flush);
    await expectAllDone(running.rows, ROUNDS * SWEEPS.length * ROWS);
  });

  it('then without a regular look some are never done (negative control)', async () => {
    const running = await run(Object.assign(new SystemClock(), { movedByHand: true }));
    await underLoad(running, flush);
    await until('no job is left', async () =>
      (await running.asking.jobs()).every(({ count }) => count === 0),
    );
    expect((await running.rows.outcome()).open).toBeGreaterThan(0);
  });
});

it('when Redis is killed and comes back empty, again and again, while rows become due, then every row is done, once', async () => {
  const running = await run(scene.clock);
  let rounds = 0;
  await underLoad(running, async () => {
    if (++rounds % 15 !== 0) return;
    await scene.redis.kill();
    await scene.redis.startEmpty();
  });
  await isAnswered(running.asking);
  await expectAllDone(running.rows, ROUNDS * SWEEPS.length * ROWS);
});
