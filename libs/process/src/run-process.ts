import { Module, type Abstract, type DynamicModule } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { TestClock } from '#libs/clock';
import { Database } from '#libs/database';
import { DeadLetters, EventConsumer, Relay, UnknownEvents } from '#libs/events';
import { createHttpApp, type HttpExposure } from '#libs/http';
import { DueWork } from '#libs/jobs';
import { Health, Metrics, MetricsReaders, openLog, type Log } from '#libs/observability';
import { ServiceProgress, ServingProgress, TimeTravel } from '#libs/time-travel';
import { ConsumerWatch } from './consumer-watch.js';
import { answerSupervisorsAlone, platform, testClock, type ProcessParts } from './platform.js';
import { RoleOfProcess, type ProcessRole } from './process-role.js';
import { watchRelay, watchWork } from './watch-service.js';

export interface ProcessOptions {
  /** What it is there for; everything, where nothing is said. */
  readonly role?: ProcessRole;
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

/** Runs some services in this process: their HTTP, their relays, and, as its role says, their consumers and due work. */
export async function runProcess(
  services: readonly DynamicModule[],
  parts: ProcessParts,
  options: ProcessOptions,
): Promise<RunningProcess> {
  const { clock } = parts;
  const timeTravel = clock instanceof TestClock ? new TimeTravel(clock) : undefined;
  const { host, port, log = openLog({ level: 'warn', format: 'text' }), metricsKeys, exposure } = options;
  const role = new RoleOfProcess(options.role ?? 'all');
  const observed = { health: new Health(), metrics: new Metrics(), readers: new MetricsReaders(metricsKeys) };
  const app = await createHttpApp(
    { module: Root, imports: [platform(parts, observed, role), ...services], ...testClock(timeTravel) },
    { logger: log, metrics: observed.metrics },
    exposure,
  );
  if (role.role === 'worker') answerSupervisorsAlone(app);
  // Without `strict` Nest would look in every module, and find another service's.
  const part = <Part>(service: DynamicModule, type: Abstract<Part>): Part =>
    app.select(service).get(type, { strict: true });
  const watches: ConsumerWatch[] = [];
  try {
    for (const service of services) {
      const consumer = part(service, EventConsumer);
      const dueWork = part(service, DueWork);
      const relay = part(service, Relay);
      const database = part(service, Database);
      const askDatabase = () => database.query('SELECT');
      observed.health.watch(database.schema, askDatabase);
      watchRelay(observed.metrics, database.schema, relay);
      if (!role.works) {
        timeTravel?.watch(new ServingProgress(relay, dueWork));
        continue;
      }
      app.connectMicroservice({ strategy: consumer });
      timeTravel?.watch(new ServiceProgress(relay, consumer, dueWork));
      watchWork(observed.metrics, database.schema, {
        consumer,
        deadLetters: part(service, DeadLetters),
        unknownEvents: part(service, UnknownEvents),
        dueWork,
      });
      watches.push(new ConsumerWatch(consumer, askDatabase));
    }
    await app.startAllMicroservices();
    await app.listen(port, host);
    if (role.works) for (const service of services) await part(service, DueWork).startWorking();
  } catch (error) {
    await app.close();
    throw error;
  }
  // Only where nothing else would fail with it: a worker may be ended for it, and solo serves on.
  if (role.role === 'worker')
    for (const watch of watches) {
      watch.start();
      observed.health.watchProgress(watch.isStuck);
    }
  const stop = async () => {
    observed.health.stopping();
    for (const watch of watches) watch.stop();
    // First nobody new is let in and who is in is served; only then do the relays, consumers and workers stop.
    const tooSlow = setTimeout(() => app.getHttpServer().closeAllConnections(), SERVED_WITHIN_MS);
    await app.getHttpAdapter().close();
    clearTimeout(tooSlow);
    await app.close();
  };
  return { app, timeTravel, part, stop };
}

@Module({})
class Root {}
