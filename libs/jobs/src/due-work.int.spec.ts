import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { SystemClock, TestClock, type Clock } from '#libs/clock';
import { freshDatabase, type FreshDatabase } from '../../../test/support/fresh-database.js';
import { until } from '../../../test/support/until.js';
import { DueWork, type Sweep } from './due-work.js';
import { PostgresJobBackend } from './postgres-job-backend.js';

const noon = new Date('2026-12-01T12:00:00Z');
const one = new Date('2026-12-01T13:00:00Z');
let database: FreshDatabase;
let running: DueWork[] = [];

beforeAll(async () => {
  database = await freshDatabase();
});

afterEach(async () => {
  for (const work of running) await work.beforeApplicationShutdown();
  running = [];
});

afterAll(async () => {
  await database.drop();
});

let services = 0;

/** The due work of one more service, running. */
async function start(clock: Clock, ...sweeps: Sweep[]): Promise<DueWork> {
  const work = new DueWork(`probe-${++services}`, clock, new PostgresJobBackend(database.url));
  running.push(work);
  for (const sweep of sweeps) work.register(sweep);
  await work.onApplicationBootstrap();
  return work;
}

/** A sweep over one deadline, which it remembers to have met. */
class OneDeadline implements Sweep {
  due: Date | null = null;
  runs = 0;
  met: Date[] = [];

  constructor(
    readonly name: string,
    private readonly clock: Clock,
  ) {}

  async nextDue(): Promise<Date | null> {
    return this.due;
  }

  async run(): Promise<void> {
    this.runs++;
    if (this.due === null || this.due > this.clock.now()) return;
    this.met.push(this.clock.now());
    this.due = null;
  }
}

describe('under a clock that is moved by hand', () => {
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
});

describe('under the system clock', () => {
  it('when a sweep is woken for an instant, then it runs then and not before; when its job is lost, then the regular sweep finds it', async () => {
    const clock = new SystemClock();
    const sweep = new OneDeadline('timed', clock);
    const work = await start(clock, sweep);
    await until('the first regular sweep is over', () => work.isIdle());
    const due = new Date(clock.now().getTime() + 300);
    sweep.due = due;
    work.wake('timed', due);
    await until('it has run', () => sweep.met.length === 1);
    expect(sweep.met[0]?.getTime()).toBeGreaterThanOrEqual(due.getTime());

    sweep.due = clock.now();
    await until('it was found without a job', () => sweep.met.length === 2);
  }, 10_000);
});
