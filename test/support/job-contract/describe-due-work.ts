import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { SystemClock, TestClock, type Clock } from '#libs/clock';
import { newId } from '#libs/database';
import { DueWork, type JobBackend, type Sweep } from '#libs/jobs';
import { freshDatabase, type FreshDatabase } from '../fresh-database.js';
import { until } from '../until.js';
import { DueRows } from './due-rows.js';
import { OneDeadline } from './one-deadline.js';

const noon = new Date('2026-12-01T12:00:00Z');
const one = new Date('2026-12-01T13:00:00Z');

/**
 * What due work promises, wherever BullMQ keeps its jobs.
 * @param open one more backend, as another process would have it.
 */
export function describeDueWork(name: string, open: (databaseUrl: string) => JobBackend): void {
  let database: FreshDatabase;
  let rows: DueRows;
  let running: { work: DueWork; backend: JobBackend }[] = [];

  beforeAll(async () => {
    database = await freshDatabase();
    rows = await DueRows.create(database.url);
  });

  afterEach(async () => {
    for (const { work, backend } of running) {
      await work.beforeApplicationShutdown();
      await backend.close();
    }
    running = [];
  });

  afterAll(async () => {
    await rows.end();
    await database.drop();
  });

  /** The due work of a service in one more process, which only asks. */
  async function ask(service: string, clock: Clock, ...sweeps: Sweep[]): Promise<DueWork> {
    const backend = open(database.url);
    const work = new DueWork(service, clock, backend);
    running.push({ work, backend });
    for (const sweep of sweeps) work.register(sweep);
    await work.onApplicationBootstrap();
    return work;
  }

  /** The due work of one more service, running. */
  async function start(clock: Clock, ...sweeps: Sweep[]): Promise<DueWork> {
    const work = await ask(newService(), clock, ...sweeps);
    await work.startWorking();
    return work;
  }

  const newService = () => `probe-${newId()}`;

  describe(`due work on ${name}, under a clock that is moved by hand`, () => {
    it('when a sweep is woken, then it runs', async () => {
      const clock = new TestClock(noon);
      const sweep = new OneDeadline('woken', clock);
      const work = await start(clock, sweep);
      sweep.due = noon;
      work.wake('woken');
      await until('it has run', () => sweep.met.length === 1);
      await until('all is idle', () => work.isIdle());
      expect(sweep.runs).toBe(1);
    });

    it('when a sweep is woken for an instant to come, then it waits until the clock is moved there', async () => {
      const clock = new TestClock(noon);
      const sweep = new OneDeadline('later', clock);
      const work = await start(clock, sweep);
      sweep.due = one;
      work.wake('later', one);
      expect(await work.isIdle()).toBe(true);
      expect(await work.nextDue()).toEqual(one);
      clock.moveTo(one);
      await work.wakeDue();
      await until('it has run', () => sweep.met.length === 1);
      expect(sweep.met).toEqual([one]);
      expect(await work.nextDue()).toBeNull();
    });

    it('when two hundred ask at once, then a few jobs do, and the last ask is still heard', async () => {
      const clock = new TestClock(noon);
      const sweep = new OneDeadline('busy', clock);
      const work = await start(clock, sweep);
      for (let nth = 0; nth < 200; nth++) work.wake('busy');
      sweep.due = noon;
      work.wake('busy');
      await until('it has run', () => sweep.met.length === 1);
      await until('all is idle', () => work.isIdle());
      expect(sweep.runs).toBeLessThanOrEqual(3);
    });

    it('when one sweep fails, in its work or in its question, then the others run', async () => {
      const clock = new TestClock(noon);
      const broken = async (): Promise<never> => Promise.reject(new Error('broken'));
      const sweep = new OneDeadline('sound', clock);
      const work = await start(
        clock,
        { name: 'cannot-run', nextDue: async () => noon, run: broken },
        { name: 'cannot-say', nextDue: broken, run: broken },
        sweep,
      );
      sweep.due = noon;
      work.wake('cannot-run');
      await work.wakeDue();
      await until('the sound one has run', () => sweep.met.length === 1);
      await expect(work.nextDue()).rejects.toThrow('broken');
    });

    it('when two sweeps have one name, then the second is refused', async () => {
      const clock = new TestClock(noon);
      const work = await start(clock, new OneDeadline('twin', clock));
      expect(() => work.register(new OneDeadline('twin', clock))).toThrow('Two sweeps are named twin');
    });

    it('when a process only asks, then its jobs wait until another one works', async () => {
      const clock = new TestClock(noon);
      const service = newService();
      const asking = new OneDeadline('shared', clock);
      const working = new OneDeadline('shared', clock);
      const asks = await ask(service, clock, asking);
      asks.wake('shared');
      await until('the job is there', async () =>
        (await asks.jobs()).some(({ state, count }) => state === 'waiting' && count === 1),
      );
      const works = await ask(service, clock, working);
      await works.startWorking();
      await until('it has run', () => working.runs === 1);
      await until('all is idle', () => asks.isIdle());
      expect(asking.runs).toBe(0);
    });

    it.each([
      ['a sweep takes its rows by a lock, then none is done twice', 'FOR UPDATE SKIP LOCKED', false],
      ['a sweep takes its rows without one, then some are (negative control)', '', true],
    ])('when two processes work and %s', async (_, guard, isDoneTwice) => {
      const clock = new TestClock(noon);
      const service = newService();
      const sweepName = `rows-${newId()}`;
      const asks = await ask(service, clock);
      const before = await rows.outcome();
      for (let process = 0; process < 2; process++) {
        const works = await ask(service, clock, rows.sweep(sweepName, clock, guard));
        await works.startWorking();
      }
      await rows.add(sweepName, 200, noon);
      // The first makes a job, and the second another one after it.
      for (let nth = 0; nth < 2; nth++) asks.wake(sweepName);
      await until('all are done', async () => (await rows.outcome()).open === 0);
      await until('all is idle', () => asks.isIdle());
      expect((await rows.outcome()).twice > before.twice).toBe(isDoneTwice);
    });
  });

  describe(`due work on ${name}, under the system clock`, () => {
    it('when a sweep is woken for an instant, then it runs then and not before; when its job is lost, then a regular look finds it', async () => {
      const clock = new SystemClock();
      const sweep = new OneDeadline('timed', clock);
      const work = await start(clock, sweep);
      const due = new Date(clock.now().getTime() + 300);
      sweep.due = due;
      work.wake('timed', due);
      await until('it has run', () => sweep.met.length === 1);
      expect(sweep.met[0]?.getTime()).toBeGreaterThanOrEqual(due.getTime());

      sweep.due = clock.now();
      await until('it was found without a job', () => sweep.met.length === 2);
    }, 10_000);
  });
}
