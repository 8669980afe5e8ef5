import { Module, type Abstract, type DynamicModule, type Provider } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Clock, TestClock } from '#libs/clock';
import { EventConsumer, EventLog, Relay } from '#libs/events';
import { FileStore } from '#libs/files';
import { createHttpApp } from '#libs/http';
import { DueWork, JobBackend } from '#libs/jobs';
import { ServiceProgress, TestClockController, TimeTravel } from '#libs/time-travel';

/** What the services of a process find in it: one of each strategy. */
export interface ProcessParts {
  readonly clock: Clock;
  readonly eventLog: EventLog;
  readonly jobBackend: JobBackend;
  readonly fileStore: FileStore;
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
const SERVED_WITHIN_MS = 5_000;

/** Runs some services in this process: their HTTP, their event consumers, relays and workers. */
export async function runProcess(
  services: readonly DynamicModule[],
  parts: ProcessParts,
  { host, port }: { host: string; port: number },
): Promise<RunningProcess> {
  const { clock } = parts;
  const timeTravel = clock instanceof TestClock ? new TimeTravel(clock) : undefined;
  const app = await createHttpApp(
    { module: Root, imports: [platform(parts), ...services], ...testClock(timeTravel) },
    ['error', 'warn', 'fatal'],
  );
  // Without `strict` Nest would look in every module, and find another service's.
  const part = <Part>(service: DynamicModule, type: Abstract<Part>): Part =>
    app.select(service).get(type, { strict: true });
  try {
    for (const service of services) {
      const consumer = part(service, EventConsumer);
      app.connectMicroservice({ strategy: consumer });
      timeTravel?.watch(new ServiceProgress(part(service, Relay), consumer, part(service, DueWork)));
    }
    await app.startAllMicroservices();
    await app.listen(port, host);
  } catch (error) {
    await app.close();
    throw error;
  }
  const stop = async () => {
    // First nobody new is let in and who is in is served; only then do the relays, consumers and workers stop.
    const tooSlow = setTimeout(() => app.getHttpServer().closeAllConnections(), SERVED_WITHIN_MS);
    await app.getHttpAdapter().close();
    clearTimeout(tooSlow);
    await app.close();
  };
  return { app, timeTravel, part, stop };
}

@Module({})
class Platform {}

@Module({})
class Root {}

function platform({ clock, eventLog, jobBackend, fileStore }: ProcessParts): DynamicModule {
  const providers: Provider[] = [
    { provide: Clock, useValue: clock },
    { provide: EventLog, useValue: eventLog },
    { provide: JobBackend, useValue: jobBackend },
    { provide: FileStore, useValue: fileStore },
  ];
  return { module: Platform, global: true, providers, exports: [Clock, EventLog, JobBackend, FileStore] };
}

/** The route that moves the clock exists only where the clock can be moved. */
function testClock(timeTravel: TimeTravel | undefined): Pick<DynamicModule, 'controllers' | 'providers'> {
  if (timeTravel === undefined) return {};
  return { controllers: [TestClockController], providers: [{ provide: TimeTravel, useValue: timeTravel }] };
}
