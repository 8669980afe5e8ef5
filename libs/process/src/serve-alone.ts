import type { DynamicModule } from '@nestjs/common';
import { openEventLog } from '#libs/events';
import { FolderStore } from '#libs/files';
import { httpExposure } from '#libs/http';
import { openJobBackend } from '#libs/jobs';
import { logOptions, metricsKeys, openLog, redactedText } from '#libs/observability';
import { aloneSettings, clockOf } from './alone-settings.js';
import { CannotStart } from './cannot-start.js';
import { endOnFault } from './end-on-fault.js';
import { isExposed, type DemoPart } from './exposure.js';
import type { ProcessRole } from './process-role.js';
import { plainly, refuseWhereDemoIsNotMeant } from './process-settings.js';
import { runProcess } from './run-process.js';
import { stopOnSignals } from './stop-on-signals.js';

/** A service that can run as processes of its own. */
export interface ServiceAlone {
  readonly name: string;
  /**
   * Its module with these settings, and what of a demo that would run.
   * @throws what says which of them is missing or wrong.
   */
  compose(env: NodeJS.ProcessEnv): {
    readonly module: DynamicModule;
    readonly demoParts: readonly DemoPart[];
  };
}

/**
 * Runs one process of a service. `web` serves its HTTP; `worker` handles its events and does its due work; each service
 * needs at least one of either. Where `KAFKA_BROKERS` and `REDIS_URL` are not set, event log and jobs are in the
 * PostgreSQL of `DATABASE_URL`, and all services have to meet there. Ends at the signals of `stopOnSignals`; with 1, and a
 * sentence, when it cannot start or when its event log is broken for good.
 * @param stopTracing sends the last spans.
 */
export async function serveAlone(
  service: ServiceAlone,
  env: NodeJS.ProcessEnv,
  role: Exclude<ProcessRole, 'all'>,
  stopTracing: () => Promise<void>,
): Promise<void> {
  try {
    await serve(service, env, role, stopTracing);
  } catch (error) {
    process.stderr.write(`${service.name} ${role}: ${sentenceOf(error)}\n`);
    process.exit(1);
  }
}

async function serve(
  { name, compose }: ServiceAlone,
  env: NodeJS.ProcessEnv,
  role: Exclude<ProcessRole, 'all'>,
  stopTracing: () => Promise<void>,
): Promise<void> {
  const settings = aloneSettings(env);
  const { module, demoParts } = plainly(() => compose(env));
  refuseWhereDemoIsNotMeant(settings, env, demoParts);
  const { ALLY_HOST: host, ALLY_PUBLIC_URL: publicUrl, DATABASE_URL: databaseUrl } = settings;
  const log = openLog({ ...logOptions(settings), process: `${name} ${role}` });
  endOnFault((error) => log.fatal(error));
  const clientId = `ally-${name}-${role}`;
  // By this name PostgreSQL knows the connections of whoever does not say one.
  env.PGAPPNAME ??= clientId;
  const eventLog = await openEventLog({
    kafkaBrokers: settings.KAFKA_BROKERS,
    databaseUrl,
    clientId,
    onFatal: (error) => {
      log.fatal(error);
      process.exit(1);
    },
  });
  const jobBackend = openJobBackend({ redisUrl: settings.REDIS_URL, databaseUrl });
  const parts = {
    clock: clockOf(settings),
    eventLog,
    jobBackend,
    fileStore: new FolderStore(settings.ALLY_FILES_DIR),
  };
  const running = await runProcess([module], parts, {
    role,
    host,
    port: settings.PORT,
    log,
    metricsKeys: metricsKeys(isExposed(host, publicUrl), {
      token: settings.ALLY_METRICS_TOKEN,
      operatorKey: settings.ALLY_OPERATOR_KEY,
    }),
    exposure: httpExposure(settings, publicUrl),
  });
  stopOnSignals(
    async () => {
      await running.stop();
      await jobBackend.close();
      await eventLog.close();
      await stopTracing();
    },
    (error) => log.error(error),
  );
}

function sentenceOf(error: unknown): string {
  if (error instanceof CannotStart) return error.message;
  return redactedText(error instanceof Error ? (error.stack ?? error.message) : String(error));
}
