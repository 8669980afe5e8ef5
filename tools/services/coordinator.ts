import { Module } from '@nestjs/common';
import { Clock, TestClock } from '#libs/clock';
import { createHttpApp } from '#libs/http';
import { Metrics, openLog } from '#libs/observability';
import { RemoteProcess, TestClockController, TimeTravel } from '#libs/time-travel';
import type { ServiceProcess } from './service-process.js';
import type { Supervised } from './supervised.js';

/** Moves the test clock of all processes as one, and answers `/v1/test-clock` for them. */
export interface Coordinator {
  /** Where that route is answered. */
  readonly url: string;
  now(): Date;
  /** A process that began at `now()`. It moves along and is waited for until it has ended. */
  accompany(process: ServiceProcess): void;
  /** Waited for as well is what is to run, and does not at the moment. */
  waitFor(supervised: Supervised): void;
  stop(): Promise<void>;
}

export async function startCoordinator(): Promise<Coordinator> {
  const clock = new TestClock(new Date());
  const timeTravel = new TimeTravel(clock);
  const app = await createHttpApp(
    {
      module: TestClockOfAll,
      controllers: [TestClockController],
      providers: [
        { provide: Clock, useValue: clock },
        { provide: TimeTravel, useValue: timeTravel },
      ],
    },
    { logger: openLog({ level: 'warn', format: 'text' }), metrics: new Metrics() },
    { trustedProxies: ['loopback'] },
  );
  await app.listen(0, '127.0.0.1');
  return {
    url: await app.getUrl(),
    now: () => clock.now(),
    accompany: (process) => {
      const remote = new RemoteProcess(process.url);
      timeTravel.watch(remote);
      void process.ended.then(() => timeTravel.forget(remote));
    },
    waitFor: (supervised) =>
      timeTravel.watch({
        look: async () => ({ idle: supervised.isUp, nextDue: null }),
        wakeDue: async () => undefined,
      }),
    stop: () => app.close(),
  };
}

@Module({})
class TestClockOfAll {}
