import { existsSync } from 'node:fs';
import { readdir, rename, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '#libs/database';
import { openEventLog } from '#libs/events';
import { kafkaBrokers } from '#libs/process';
import { markAsSeeded } from '../../../solo/src/seed-demo-catalog.js';
import { filesDirOf, secretsFileOf } from '../places.js';
import { CannotRun } from '../said-plainly.js';
import { refuseFullLog } from './log-keeper.js';
import { SECRETS, type Contents } from './manifest.js';
import { putBack } from './put-back.js';

/** @throws CannotRun when the place is not empty, or a setting is missing or of another instance. */
export async function putIntoDatabase(
  folder: string,
  backup: Contents,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const brokers = kafkaBrokers.parse(env.KAFKA_BROKERS);
  const place = {
    url: env.DATABASE_URL ?? '',
    filesDir: filesDirOf(env),
    secretsFile: secretsFileOf(env),
    keepsLogInTables: brokers.length === 0,
  };
  if (!place.keepsLogInTables) {
    const onFatal = (error: Error): never => {
      throw error;
    };
    const where = { kafkaBrokers: brokers, databaseUrl: place.url, clientId: 'ally-restore', onFatal };
    await refuseFullLog(await openEventLog(where));
  }
  await putBack(folder, backup, place, env.ALLY_INSTANCE_KEY);
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
