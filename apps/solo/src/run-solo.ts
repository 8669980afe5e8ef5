import { join } from 'node:path';
import { SystemClock, TestClock } from '#libs/clock';
import { startEmbeddedPostgres } from '#libs/database';
import { PostgresEventLog } from '#libs/events';
import { FolderStore } from '#libs/files';
import { PostgresJobBackend } from '#libs/jobs';
import { metricsKeys, openLog } from '#libs/observability';
import { isExposed, runProcess } from '#libs/process';
import { freePort, whyNotListening } from './free-port.js';
import { instanceSecrets } from './instance-secrets.js';
import { seedDemoCatalog } from './seed-demo-catalog.js';
import { soloServices } from './solo-services.js';
import type { SoloConfig } from './solo.config.js';

export interface RunningSolo {
  /** Where people reach it, without a slash at its end. */
  readonly url: string;
  readonly secretsFile: string;
  /** Lets requests and jobs in hand finish, then stops everything, PostgreSQL last. */
  stop(): Promise<void>;
}

/**
 * Starts PostgreSQL and the four services in this process, and resolves once all of it works and the demo is there.
 * @param stopping when it is asked to stop meanwhile; the rest of the demo is then left to the next start.
 */
export async function runSolo(config: SoloConfig, stopping: AbortSignal): Promise<RunningSolo> {
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
    const parts = {
      clock: config.clock === 'test' ? new TestClock(new Date()) : new SystemClock(),
      eventLog,
      jobBackend: new PostgresJobBackend(databaseUrl),
      fileStore: new FolderStore(join(config.dataDir, 'files')),
    };
    const operatorKey = config.operatorKey ?? secrets.operatorKey;
    const services = soloServices({
      databaseUrl,
      publicUrl,
      instanceKey: secrets.instanceKey,
      operatorKey,
      holdMinutes: config.holdMinutes,
      holdsPerPerson: config.holdsPerPerson,
      holdSharePercent: config.holdSharePercent,
      unverifiedMailsPerDay: config.unverifiedMailsPerDay,
      uploadLimitMb: config.uploadLimitMb,
      host: config.host,
      foundation: config.foundation,
      smtp: config.smtp,
    });
    const running = await runProcess(Object.values(services), parts, {
      host: config.host,
      port,
      log: openLog(config.log),
      exposure: config.exposure,
      metricsKeys: metricsKeys(isExposed(config.host, config.publicUrl), {
        token: config.metricsToken,
        operatorKey,
      }),
    });
    undo.push(() => running.stop());
    await seedDemoCatalog({
      ...parts,
      running,
      services,
      dataDir: config.dataDir,
      writesMail: config.smtp !== undefined,
      stopping,
    });
    return { url: publicUrl, secretsFile: secrets.file, stop };
  } catch (error) {
    await stop();
    throw whyNotListening(config.host, port, error);
  }
}
