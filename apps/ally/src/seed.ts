import { SystemClock, TestClock } from '#libs/clock';
import { FolderStore } from '#libs/files';
import { openJobBackend } from '#libs/jobs';
import { openLog } from '#libs/observability';
import { runProcess } from '#libs/process';
import { ArticleRepository } from '../../catalog/src/articles/article.repository.js';
import type { Call, Command } from './command.js';
import type { FoundAlly } from './found-ally.js';
import { filesDirOf, isSet } from './places.js';
import { schemasAmong } from './verify/schema.repository.js';
import { withSchema } from './service-database.js';

/** `seed`: what the first `npm start` does by itself. */
export const seed: Command = {
  name: 'seed',
  takes: [],
  options: {},
  does: 'Fills an Ally without a catalog with that of the demo; does nothing to one that has articles.',
  help: [
    '',
    '`npm start` and `npm run start:services` do that at their first start. One that was cut off is taken up where it was.',
    'Needs ALLY_INSTANCE_KEY, or the data folder ALLY_DATA_DIR with the secrets; files of courses go to ALLY_FILES_DIR, or',
    'into the data folder.',
  ],
  async run({ ally, env, say }: Call): Promise<number> {
    if (await hasArticles(ally)) {
      say('There is a catalog already.');
      return 0;
    }
    const stopping = new AbortController();
    const stop = () => stopping.abort();
    process.once('SIGTERM', stop);
    // Whoever has started it over a channel may be killed. The channel alone does not keep it running.
    process.once('disconnect', stop);
    process.channel?.unref();
    if (process.send !== undefined && !process.connected) stop();
    await fill(ally, env, stopping.signal);
    say('The demo catalog is there.');
    return 0;
  },
};

async function hasArticles(ally: FoundAlly): Promise<boolean> {
  const present = await withSchema(ally.url, 'public', (database) => schemasAmong(database, ['catalog']));
  if (!present.has('catalog')) return false;
  return withSchema(ally.url, 'catalog', async (database) => {
    if ((await database.query(`SELECT WHERE to_regclass('articles') IS NOT NULL`)).length === 0) return false;
    return (await new ArticleRepository().list(database, { limit: 1 })).length > 0;
  });
}

/** The modules as they serve, but behind a port that nobody knows, and gone when it is done. */
async function fill(ally: FoundAlly, env: NodeJS.ProcessEnv, stopping: AbortSignal): Promise<void> {
  const { fillWithDemoCatalog } = await import('../../solo/src/seed-demo-catalog.js');
  const { soloServices } = await import('../../solo/src/solo-services.js');
  const filesDir = filesDirOf(env);
  const eventLog = await ally.openEventLog();
  const redisUrl = isSet(env.REDIS_URL) ? env.REDIS_URL : undefined;
  const jobBackend = openJobBackend({ redisUrl, databaseUrl: ally.url });
  const start = isSet(env.ALLY_CLOCK_START) ? new Date(env.ALLY_CLOCK_START) : new Date();
  const parts = {
    clock: ally.hasTestClock ? new TestClock(start) : new SystemClock(),
    eventLog,
    jobBackend,
    fileStore: new FolderStore(filesDir),
  };
  const services = soloServices({
    databaseUrl: ally.url,
    publicUrl: 'http://127.0.0.1',
    instanceKey: await ally.instanceKey(),
    operatorKey: await ally.operatorKey(),
    holdMinutes: 15,
    host: '127.0.0.1',
  });
  const running = await runProcess([services.catalog, services.enrollment], parts, {
    role: 'web',
    host: '127.0.0.1',
    port: 0,
    log: openLog({ level: 'silent', format: 'text' }),
  });
  try {
    const { dataDir } = ally;
    await fillWithDemoCatalog({
      ...parts,
      running,
      services,
      dataDir,
      writesMail: env.ALLY_MAIL === 'smtp',
      stopping,
    });
  } finally {
    await running.stop();
    await jobBackend.close();
    await eventLog.close();
  }
}
