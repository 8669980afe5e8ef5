import { join } from 'node:path';
import type { Abstract, DynamicModule } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { SystemClock, TestClock } from '#libs/clock';
import { startEmbeddedPostgres } from '#libs/database';
import { EventConsumer, PostgresEventLog, Relay } from '#libs/events';
import { FolderStore } from '#libs/files';
import { createHttpApp } from '#libs/http';
import { DueWork, PostgresJobBackend } from '#libs/jobs';
import { ServiceProgress, TimeTravel } from '#libs/time-travel';
import { freePort } from './free-port.js';
import { instanceSecrets } from './instance-secrets.js';
import { seedDemoCatalog } from './seed-demo-catalog.js';
import type { SoloConfig } from './solo.config.js';
import { SoloModule } from './solo.module.js';

export interface RunningSolo {
  /** Where people reach it, without a slash at its end. */
  readonly url: string;
  readonly secretsFile: string;
  /** Lets requests and jobs in hand finish, then stops everything, PostgreSQL last. */
  stop(): Promise<void>;
}

/** Starts PostgreSQL and the four services in this process, and resolves once all of it works and the demo is there. */
export async function runSolo(config: SoloConfig): Promise<RunningSolo> {
  const port = await freePort(config.host, config.port);
  const publicUrl = config.publicUrl ?? `http://${config.host}:${port}`;
  const undo: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const step of undo.splice(0).toReversed()) await step();
  };
  try {
    const postgres = await startEmbeddedPostgres({ dataDir: config.dataDir });
    undo.push(() => postgres.stop());
    const secrets = await instanceSecrets(config.dataDir);
    const databaseUrl = postgres.url('ally');
    const eventLog = await PostgresEventLog.open(databaseUrl);
    undo.push(() => eventLog.close());
    const clock = config.clock === 'test' ? new TestClock(new Date()) : new SystemClock();
    const fileStore = new FolderStore(join(config.dataDir, 'files'));
    const { root, services } = SoloModule.compose({
      clock,
      eventLog,
      jobBackend: new PostgresJobBackend(databaseUrl),
      fileStore,
      databaseUrl,
      publicUrl,
      instanceKey: secrets.instanceKey,
      operatorKey: config.operatorKey ?? secrets.operatorKey,
      holdMinutes: config.holdMinutes,
    });
    const app = await createHttpApp(root, ['error', 'warn', 'fatal']);
    undo.push(() => app.close());
    await startConsumers(app, Object.values(services));
    if (clock.movedByHand) {
      const timeTravel = app.get(TimeTravel);
      for (const service of Object.values(services)) timeTravel.watch(progressOf(app, service));
    }
    await app.listen(port, config.host);
    await seedDemoCatalog({ app, services, fileStore, clock, dataDir: config.dataDir });
    return { url: publicUrl, secretsFile: secrets.file, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** What one service's own module has; without `strict` Nest would look for it everywhere. */
function part<Part>(app: NestFastifyApplication, service: DynamicModule, type: Abstract<Part>): Part {
  return app.select(service).get(type, { strict: true });
}

async function startConsumers(
  app: NestFastifyApplication,
  services: readonly DynamicModule[],
): Promise<void> {
  for (const service of services) app.connectMicroservice({ strategy: part(app, service, EventConsumer) });
  await app.startAllMicroservices();
}

function progressOf(app: NestFastifyApplication, service: DynamicModule): ServiceProgress {
  return new ServiceProgress(
    part(app, service, Relay),
    part(app, service, EventConsumer),
    part(app, service, DueWork),
  );
}
