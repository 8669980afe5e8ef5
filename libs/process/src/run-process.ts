import { Module, type Abstract, type DynamicModule, type Provider } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Clock, TestClock } from '#libs/clock';
import { DeadLetters, EventConsumer, EventLog, Relay, UnknownEvents } from '#libs/events';
import { FileStore } from '#libs/files';
import { createHttpApp, type HttpExposure } from '#libs/http';
import { DueWork, JobBackend } from '#libs/jobs';
import { Database } from '#libs/database';
import {
  Health,
  HealthController,
  Metrics,
  MetricsController,
  MetricsReaders,
  openLog,
  type Log,
} from '#libs/observability';
import { ApiDocumentsController } from '#libs/openapi';
import { ServiceProgress, TestClockController, TimeTravel } from '#libs/time-travel';
import { watchService } from './watch-service.js';

/** What the services of a process find in it: one of each strategy. */
export interface ProcessParts {
  readonly clock: Clock;
  readonly eventLog: EventLog;
  readonly jobBackend: JobBackend;
  readonly fileStore: FileStore;
}

export interface ProcessOptions {
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  /** Where it logs; warnings and errors as text when nothing is said. */
  readonly log?: Log;
  /** What a reader of `/metrics` has to show one of; undefined: nothing, for whoever reaches it may read. */
  readonly metricsKeys?: readonly string[] | undefined;
  /** Whose word is taken for who asks, and how often one may. */
  readonly exposure?: HttpExposure;
}

export interface RunningProcess {
  readonly app: NestFastifyApplication;
  /** Moves the clock and waits for the services; only where the clock is a test clock. */
  readonly timeTravel: TimeTravel | undefined;
  /** What one service's own module has. */
  part<Part>(service: DynamicModule, type: Abstract<Part>): Part;
  /** Lets requests, events and jobs in hand finish, then closes the services' pools. The parts are the caller's. */
  stop(): Promise<void>;
}

/** A client that takes longer than this to send or to take is cut off when the process stops. */
const SERVED_WITHIN_MS = 6_000;

/** Runs some services in this process: their HTTP, their event consumers, relays and workers. */
export async function runProcess(
  services: readonly DynamicModule[],
  parts: ProcessParts,
  options: ProcessOptions,
): Promise<RunningProcess> {
  const { clock } = parts;
  const timeTravel = clock instanceof TestClock ? new TimeTravel(clock) : undefined;
  const { host, port, log = openLog({ level: 'warn', format: 'text' }), metricsKeys, exposure } = options;
  const observed = { health: new Health(), metrics: new Metrics(), readers: new MetricsReaders(metricsKeys) };
  const app = await createHttpApp(
    { module: Root, imports: [platform(parts, observed), ...services], ...testClock(timeTravel) },
    { logger: log, metrics: observed.metrics },
    exposure,
  );
  // Without `strict` Nest would look in every module, and find another service's.
  const part = <Part>(service: DynamicModule, type: Abstract<Part>): Part =>
    app.select(service).get(type, { strict: true });
  try {
    for (const service of services) {
      const consumer = part(service, EventConsumer);
      app.connectMicroservice({ strategy: consumer });
      const dueWork = part(service, DueWork);
      const relay = part(service, Relay);
      timeTravel?.watch(new ServiceProgress(relay, consumer, dueWork));
      const database = part(service, Database);
      observed.health.watch(database.schema, () => database.query('SELECT'));
      watchService(observed.metrics, database.schema, {
        relay,
        consumer,
        deadLetters: part(service, DeadLetters),
        unknownEvents: part(service, UnknownEvents),
        dueWork,
      });
    }
    await app.startAllMicroservices();
    await app.listen(port, host);
  } catch (error) {
    await app.close();
    throw error;
  }
  const stop = async () => {
    observed.health.stopping();
    // First nobody new is let in and who is in is served; only then do the relays, consumers and workers stop.
    const tooSlow = setTimeout(() => app.getHttpServer().closeAllConnections(), SERVED_WITHIN_MS);
    await app.getHttpAdapter().close();
    clearTimeout(tooSlow);
    await app.close();
  };
  return { app, timeTravel, part, stop };
}

/** The routes of every process, whichever services it runs; the test clock's only where the clock is one. */
export const platformControllers = [
  HealthController,
  MetricsController,
  ApiDocumentsController,
  TestClockController,
];

@Module({})
class Platform {}

@Module({})
class Root {}

interface Observed {
  readonly health: Health;
  readonly metrics: Metrics;
  readonly readers: MetricsReaders;
}

function platform(
  { clock, eventLog, jobBackend, fileStore }: ProcessParts,
  { health, metrics, readers }: Observed,
): DynamicModule {
  const providers: Provider[] = [
    { provide: Clock, useValue: clock },
    { provide: EventLog, useValue: eventLog },
    { provide: JobBackend, useValue: jobBackend },
    { provide: FileStore, useValue: fileStore },
    { provide: Health, useValue: health },
    { provide: Metrics, useValue: metrics },
    { provide: MetricsReaders, useValue: readers },
  ];
  return {
    module: Platform,
    global: true,
    controllers: [HealthController, MetricsController, ApiDocumentsController],
    providers,
    exports: [Clock, EventLog, JobBackend, FileStore, Metrics],
  };
}

/** The route that moves the clock exists only where the clock can be moved. */
function testClock(timeTravel: TimeTravel | undefined): Pick<DynamicModule, 'controllers' | 'providers'> {
  if (timeTravel === undefined) return {};
  return { controllers: [TestClockController], providers: [{ provide: TimeTravel, useValue: timeTravel }] };
}
