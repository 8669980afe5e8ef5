import { Module, NotFoundException, type DynamicModule, type Provider } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Clock } from '#libs/clock';
import { EventLog } from '#libs/events';
import { FileStore } from '#libs/files';
import { JobBackend } from '#libs/jobs';
import { Health, HealthController, Metrics, MetricsController, MetricsReaders } from '#libs/observability';
import { ApiDocumentsController } from '#libs/openapi';
import { ClockStepsController, TestClockController, TimeTravel } from '#libs/time-travel';
import { RoleOfProcess } from './process-role.js';

/** What the services of a process find in it: one of each strategy. */
export interface ProcessParts {
  readonly clock: Clock;
  readonly eventLog: EventLog;
  readonly jobBackend: JobBackend;
  readonly fileStore: FileStore;
}

/** The routes of every process, whichever services it runs; the test clock's only where the clock is one. */
export const platformControllers = [
  HealthController,
  MetricsController,
  ApiDocumentsController,
  TestClockController,
  ClockStepsController,
];

/** What a worker answers, beside which it serves nobody: its supervisor, and whoever moves its clock. */
const ANSWERED_BY_WORKERS = /^\/(health\/|metrics$|v1\/test-clock)/;

/** The services' own routes belong to processes that serve. */
export function answerSupervisorsAlone(app: NestFastifyApplication): void {
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRequest', async ({ routeOptions }) => {
      if (!ANSWERED_BY_WORKERS.test(routeOptions.url ?? '')) throw new NotFoundException();
    });
}

@Module({})
class Platform {}

/** What sees to it that a process can be seen. */
export interface Observed {
  readonly health: Health;
  readonly metrics: Metrics;
  readonly readers: MetricsReaders;
}

/** What every module of the process finds in it, and the routes that all processes have. */
export function platform(
  { clock, eventLog, jobBackend, fileStore }: ProcessParts,
  { health, metrics, readers }: Observed,
  role: RoleOfProcess,
): DynamicModule {
  const providers: Provider[] = [
    { provide: Clock, useValue: clock },
    { provide: EventLog, useValue: eventLog },
    { provide: JobBackend, useValue: jobBackend },
    { provide: FileStore, useValue: fileStore },
    { provide: Health, useValue: health },
    { provide: Metrics, useValue: metrics },
    { provide: MetricsReaders, useValue: readers },
    { provide: RoleOfProcess, useValue: role },
  ];
  return {
    module: Platform,
    global: true,
    controllers: [HealthController, MetricsController, ApiDocumentsController],
    providers,
    exports: [Clock, EventLog, JobBackend, FileStore, Metrics, RoleOfProcess],
  };
}

/** The route that moves the clock exists only where the clock can be moved. */
export function testClock(
  timeTravel: TimeTravel | undefined,
): Pick<DynamicModule, 'controllers' | 'providers'> {
  if (timeTravel === undefined) return {};
  return {
    controllers: [TestClockController, ClockStepsController],
    providers: [{ provide: TimeTravel, useValue: timeTravel }],
  };
}
