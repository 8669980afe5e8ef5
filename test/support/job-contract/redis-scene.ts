import { afterAll, afterEach, beforeAll, beforeEach, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { SystemClock, type Clock } from '#libs/clock';
import { DueWork, openJobBackend, type Sweep } from '#libs/jobs';
import { until } from '../until.js';
import type { OneDeadline } from './one-deadline.js';
import { throwAwayRedis, type ThrowAwayRedis } from './throw-away-redis.js';

export interface ServiceUnderTest {
  readonly name: string;
  readonly sweeps: readonly Sweep[];
}

/** A Redis of a test file's own, processes that have their jobs there, and what all of them log. */
export interface RedisScene {
  readonly clock: Clock;
  readonly redis: ThrowAwayRedis;
  /** What was logged since the test began. */
  readonly said: string[];
  /** A service of a name that no other has. */
  service(...sweeps: Sweep[]): ServiceUnderTest;
  /** The due work of each service of one more process, which works or only asks. */
  process(
    role: 'works' | 'asks',
    services: readonly ServiceUnderTest[],
    clock?: Clock,
  ): Promise<[DueWork, ...DueWork[]]>;
  /** Does something when the test is over, in the order in which it was said. */
  afterwards(step: () => Promise<void>): void;
  /** Ends all processes, and does what was left for afterwards. */
  end(): Promise<void>;
}

/** Sets it up for the tests of the file that calls it. */
export function redisScene(): RedisScene {
  let redis: ThrowAwayRedis;
  const steps: (() => Promise<void>)[] = [];
  let said: string[] = [];
  let services = 0;
  const system = new SystemClock();
  const end = async () => {
    for (const step of steps.splice(0)) await step();
  };

  beforeAll(async () => {
    redis = await throwAwayRedis();
  });

  beforeEach(() => {
    said = [];
    for (const level of ['log', 'warn', 'error'] as const)
      jest.spyOn(Logger.prototype, level).mockImplementation((line: string) => void said.push(line));
  });

  afterEach(async () => {
    await end();
    jest.restoreAllMocks();
  });

  afterAll(async () => {
    await redis.remove();
  });

  return {
    clock: system,
    get redis() {
      return redis;
    },
    get said() {
      return said;
    },
    service: (...sweeps) => ({ name: `probe-${++services}`, sweeps }),
    process: async (role, served, clock = system) => {
      const backend = openJobBackend({ redisUrl: redis.url, databaseUrl: 'unused' });
      const works = served.map(({ name, sweeps }) => {
        const work = new DueWork(name, clock, backend);
        for (const sweep of sweeps) work.register(sweep);
        return work;
      });
      steps.push(async () => {
        for (const work of works) await work.beforeApplicationShutdown();
        await backend.close();
      });
      for (const work of works) await work.onApplicationBootstrap();
      if (role === 'works') for (const work of works) await work.startWorking();
      return works as [DueWork, ...DueWork[]];
    },
    afterwards: (step) => void steps.push(step),
    end,
  };
}

/** @returns how long it takes. */
export async function seconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

/** Wakes a sweep of which nothing is due, and resolves once a job has run it. */
export async function runsOnceWoken(work: DueWork, sweep: OneDeadline): Promise<void> {
  const before = sweep.runs;
  work.wake(sweep.name);
  await until('it has run', () => sweep.runs > before);
}

/** Resolves once Redis answers a process again, and nothing is left to run. */
export async function isAnswered(work: DueWork): Promise<void> {
  await until('Redis answers', () => work.isIdle().catch(() => false));
}
