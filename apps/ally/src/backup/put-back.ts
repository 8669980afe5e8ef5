import { createReadStream, existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { inBuildingTransaction } from '#libs/database';
import { FolderStore, measure } from '#libs/files';
import { CannotRun } from '../said-plainly.js';
import { SERVICES } from '../service-database.js';
import { migrationsOfBackup } from './known-migrations.js';
import { Loading } from './load.repository.js';
import { FILES, pathOfTable, SECRETS, type Contents } from './manifest.js';
import { orderTables } from './order-tables.js';

const OLDEST_POSTGRES = 15;

interface Place {
  readonly url: string;
  /** Of the file store. */
  readonly filesDir: string;
  /** Where the keys are to be; undefined where whoever runs the services gives them. */
  readonly secretsFile: string | undefined;
  /** Whether the event log there is in these tables too; else its facts wait for the relays. */
  readonly keepsLogInTables: boolean;
}

/**
 * Puts a backup that was checked into an empty database and file store, in one transaction that ends with the files in
 * their place. However that ends otherwise, the database is empty still, and has no table of an Ally for a moment.
 * @param instanceKey that the services are set to have, if that is known.
 * @throws CannotRun when the place is not empty, or the backup does not fit.
 */
export async function putBack(
  folder: string,
  backup: Contents,
  place: Place,
  instanceKey: string | undefined,
): Promise<void> {
  const secrets = await readFile(join(folder, SECRETS));
  await refuseOtherKeys(secrets, place, instanceKey);
  const migrations = await migrationsOfBackup(backup);
  const hadFiles = await onlyFilesOf(backup, place.filesDir);
  const hadKeys = place.secretsFile !== undefined && existsSync(place.secretsFile);
  try {
    await inBuildingTransaction(place.url, async ({ client, createSchema }) => {
      const loading = new Loading(client);
      await checkDatabase(loading, backup);
      await loading.prepare();
      for (const [schema, applied] of migrations) await createSchema(schema, applied);
      await loadTables(loading, folder, backup);
      for (const { name: schema, sequences } of backup.schemas) {
        for (const { name, value, isUsed } of sequences)
          await loading.goOnNumbering(schema, name, value, isUsed);
      }
      if (!place.keepsLogInTables) await loading.tellAgain(SERVICES);
      const store = new FolderStore(place.filesDir);
      for (const { key } of backup.files) await store.write(key, join(folder, FILES, key));
      if (place.secretsFile !== undefined) {
        await mkdir(dirname(place.secretsFile), { recursive: true });
        await writeFile(place.secretsFile, secrets, { mode: 0o600 });
      }
    });
  } catch (error) {
    if (await isEmptyStill(place.url, backup)) {
      if (!hadFiles) await empty(place.filesDir);
      if (place.secretsFile !== undefined && !hadKeys) await rm(place.secretsFile, { force: true });
    }
    throw error;
  }
}

/** What fails may have been the answer to the commit alone; a database that cannot be asked keeps its files. */
async function isEmptyStill(url: string, { schemas }: Contents): Promise<boolean> {
  const asked = await Promise.allSettled([
    inBuildingTransaction(url, ({ client }) =>
      new Loading(client).schemasAmong(schemas.map(({ name }) => name)),
    ),
  ]);
  return asked.every((answer) => answer.status === 'fulfilled' && answer.value.length === 0);
}

async function empty(folder: string): Promise<void> {
  const names = existsSync(folder) ? await readdir(folder) : [];
  for (const name of names) await rm(join(folder, name), { recursive: true });
}

/** @throws CannotRun when the keys there are others: all links, and who is who, would be lost. */
async function refuseOtherKeys(
  secrets: Buffer,
  { secretsFile }: Place,
  instanceKey: string | undefined,
): Promise<void> {
  const { instanceKey: ours } = JSON.parse(secrets.toString()) as { instanceKey: string };
  if (instanceKey !== undefined && instanceKey !== ours)
    throw new CannotRun('ALLY_INSTANCE_KEY is not the one of this backup: its links and ids would be lost.');
  if (secretsFile === undefined || !existsSync(secretsFile)) return;
  if (!(await readFile(secretsFile)).equals(secrets))
    throw new CannotRun(
      `The file ${secretsFile} has other keys than this backup: restore into an empty folder.`,
    );
}

/** A restore that was killed may have left some. @returns whether there are any. */
async function onlyFilesOf(backup: Contents, filesDir: string): Promise<boolean> {
  const keys = existsSync(filesDir) ? await new FolderStore(filesDir).keys() : [];
  for (const key of keys) {
    const known = backup.files.find((file) => file.key === key);
    if (known === undefined || (await measure(join(filesDir, key)))?.sha256 !== known.sha256) {
      throw new CannotRun(
        `The folder ${filesDir} is not empty, and ${key} in it is not of this backup: restore into an empty one.`,
      );
    }
  }
  return keys.length > 0;
}

async function checkDatabase(loading: Loading, { schemas }: Contents): Promise<void> {
  const version = Math.floor((await loading.serverVersion()) / 10_000);
  if (version < OLDEST_POSTGRES)
    throw new CannotRun(`This is PostgreSQL ${version}: Ally needs ${OLDEST_POSTGRES} or newer.`);
  const [there] = await loading.schemasAmong(schemas.map(({ name }) => name));
  if (there !== undefined) {
    throw new CannotRun(
      `There is an Ally in this database already (it has the schema ${there}): restore into an empty one.`,
    );
  }
}

async function loadTables(loading: Loading, folder: string, { schemas, tables }: Contents): Promise<void> {
  const references = await loading.references(schemas.map(({ name }) => name));
  for (const table of orderTables(tables, references)) {
    const filling = loading.fill(table);
    await pipeline(createReadStream(join(folder, pathOfTable(table))), createGunzip(), filling);
    if (filling.rowCount === table.rows) continue;
    throw new Error(
      `${table.schema}.${table.name} has got ${filling.rowCount} rows of ${table.rows}: nothing was changed`,
    );
  }
}
