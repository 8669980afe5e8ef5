import type { DynamicModule } from '@nestjs/common';
import { z } from 'zod';
import { SystemClock } from '#libs/clock';
import { PostgresEventLog } from '#libs/events';
import { FolderStore } from '#libs/files';
import { httpExposure, httpExposureSettings } from '#libs/http';
import { PostgresJobBackend } from '#libs/jobs';
import { logOptions, logSettings, metricsKeys, metricsSettings, openLog } from '#libs/observability';
import { endOnFault } from './end-on-fault.js';
import { isExposed, whyNotListenOn } from './exposure.js';
import { runProcess } from './run-process.js';
import { stopOnSignals } from './stop-on-signals.js';

const schema = z.object({
  DATABASE_URL: z.string().min(1),
  PORT: z.coerce.number().int().min(0).max(65_535),
  ALLY_HOST: z.string().min(1).default('127.0.0.1'),
  ALLY_PUBLIC_URL: z.url().optional(),
  ALLY_DEMO: z.enum(['0', '1']).default('0'),
  ALLY_MAIL: z.enum(['mailbox', 'smtp']).default('mailbox'),
  /** The folder of the file store, the same for all services. */
  ALLY_FILES_DIR: z.string().min(1),
  ALLY_OPERATOR_KEY: z.string().min(16).optional(),
  ...metricsSettings,
  ...logSettings,
  ...httpExposureSettings,
});

/**
 * Runs one service as a process of its own. Event log and jobs are in the same PostgreSQL, so several services meet
 * there. Ends at the signals of `stopOnSignals`.
 * @param stopTracing sends the last spans.
 * @throws ZodError naming a setting that is missing or wrong, or an Error that says why it does not listen there.
 */
export async function serveAlone(
  service: DynamicModule,
  env: NodeJS.ProcessEnv,
  stopTracing: () => Promise<void>,
): Promise<void> {
  const settings = schema.parse(env);
  const { DATABASE_URL: url, PORT: port, ALLY_HOST: host, ALLY_FILES_DIR: folder } = settings;
  const refusal = whyNotListenOn(
    host,
    settings.ALLY_PUBLIC_URL,
    settings.ALLY_DEMO === '1',
    settings.ALLY_MAIL === 'mailbox',
  );
  if (refusal !== undefined) throw new Error(refusal);
  const log = openLog(logOptions(settings));
  endOnFault((error) => log.fatal(error));
  const eventLog = await PostgresEventLog.open(url);
  const jobBackend = new PostgresJobBackend(url);
  const parts = { clock: new SystemClock(), eventLog, jobBackend, fileStore: new FolderStore(folder) };
  const keys = metricsKeys(isExposed(host, settings.ALLY_PUBLIC_URL), {
    token: settings.ALLY_METRICS_TOKEN,
    operatorKey: settings.ALLY_OPERATOR_KEY,
  });
  const running = await runProcess([service], parts, {
    host,
    port,
    log,
    metricsKeys: keys,
    exposure: httpExposure(settings, settings.ALLY_PUBLIC_URL),
  });
  stopOnSignals(
    async () => {
      await running.stop();
      await eventLog.close();
      await stopTracing();
    },
    (error) => log.error(error),
  );
}
