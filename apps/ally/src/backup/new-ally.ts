import { existsSync } from 'node:fs';
import { readdir, rename, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Database, startEmbeddedPostgres } from '#libs/database';
import { openEventLog, PostgresEventLog } from '#libs/events';
import { markAsSeeded } from '../../../solo/src/seed-demo-catalog.js';
import { migrationsOf } from '../migrate.js';
import { CannotRun } from '../said-plainly.js';
import { SERVICES } from '../service-database.js';
import { refuseFullLog } from './log-keeper.js';
import { SECRETS, type Contents } from './manifest.js';
import { brokersOf, filesDirOf, secretsFileOf } from './places.js';
import { putBack, type Place } from './put-back.js';

/** @throws CannotRun when the place is not empty, or a setting is missing or of another instance. */
export async function putIntoDatabase(
  folder: string,
  backup: Contents,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const kafkaBrokers = brokersOf(env);
  const place = {
    url: env.DATABASE_URL ?? '',
    filesDir: filesDirOf(env),
    secretsFile: secretsFileOf(env),
    keepsLogInTables: kafkaBrokers.length === 0,
  };
  if (!place.keepsLogInTables) {
    const onFatal = (error: Error): never => {
      throw error;
    };
    const where = { kafkaBrokers, databaseUrl: place.url, clientId: 'ally-restore', onFatal };
    await refuseFullLog(await openEventLog(where));
  }
  await putBack(folder, backup, place, env.ALLY_INSTANCE_KEY);
  await bringUpToDate(place);
}

/** Makes all of it beside the place, and moves it there when it is whole. @throws CannotRun when that is not empty. */
export async function putIntoDataFolder(folder: string, backup: Contents, dataDir: string): Promise<void> {
  if (existsSync(dataDir) && (await readdir(dataDir)).length > 0)
    throw new CannotRun(`The folder ${dataDir} is not empty: restore into an empty one, by ALLY_DATA_DIR.`);
  const draft = `${dataDir}.restoring`;
  if (existsSync(draft)) await removeDraft(draft);
  const postgres = await startEmbeddedPostgres({ dataDir: draft });
  try {
    const place = {
      url: postgres.url('ally'),
      filesDir: join(draft, 'files'),
      secretsFile: join(draft, SECRETS),
      keepsLogInTables: true,
    };
    await putBack(folder, backup, place, undefined);
    await bringUpToDate(place);
    await markAsSeeded(draft);
  } catch (error) {
    await postgres.stop();
    await rm(draft, { recursive: true });
    throw error;
  }
  await postgres.stop();
  if (existsSync(dataDir)) await rmdir(dataDir);
  await rename(draft, dataDir);
}

/** What a restore that was killed has left; its PostgreSQL may run still. @throws DataFolderInUse while one goes on. */
async function removeDraft(draft: string): Promise<void> {
  await (await startEmbeddedPostgres({ dataDir: draft })).stop();
  await rm(draft, { recursive: true });
}

/** As every start does. */
async function bringUpToDate({ url, keepsLogInTables }: Place): Promise<void> {
  if (keepsLogInTables) await (await PostgresEventLog.open(url)).close();
  for (const schema of SERVICES) {
    const migrations = await migrationsOf(schema);
    await (await Database.connect({ url, schema, poolSize: 1, migrations })).close();
  }
}
