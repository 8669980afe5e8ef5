import { chmod, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { PostgresEventLog, type EventLog } from '#libs/events';
import { FolderStore } from '#libs/files';
import { CannotRun } from '../said-plainly.js';
import { SERVICES } from '../service-database.js';
import { HeldOutboxes } from './held-outboxes.repository.js';
import { keep, keepTable } from './keep.js';
import { LogKeeper } from './log-keeper.js';
import { FILES, SECRETS, writeManifest, type Contents, type TableOfBackup } from './manifest.js';
import { EVENT_LOG, Snapshot } from './snapshot.repository.js';

export interface BackupOptions {
  readonly url: string;
  /** Where the event log is, unless it is in the same database. */
  readonly log: EventLog | undefined;
  /** Of the file store. */
  readonly filesDir: string;
  /** Base64 and plain: what makes the instance itself. */
  readonly secrets: { readonly instanceKey: string; readonly operatorKey: string };
  /** For people. */
  readonly from: string;
  /** Empty, or not there yet. */
  readonly folder: string;
}

/**
 * Writes all that an Ally is into a folder: rows, events, files, secrets. Rows and events are those of one instant.
 * @throws CannotRun when the folder is not empty, or the file store lacks what a release promises.
 */
export async function takeBackup(options: BackupOptions): Promise<{ contents: Contents; wasInUse: boolean }> {
  const { url, log, filesDir, folder } = options;
  await emptyFolder(folder);
  const { snapshot, logTables } = await atOneInstant(url, log, folder);
  try {
    const tables = [...logTables];
    for (const table of await snapshot.tables())
      tables.push(await keepTable(folder, table, snapshot.read(table)));
    // After the snapshot: what its rows tell of was written before them.
    const files = await keepFiles(snapshot, filesDir, folder);
    const secrets = await keep(join(folder, SECRETS), Readable.from([JSON.stringify(options.secrets)]));
    const schemas = await aboutSchemas(snapshot);
    if (log !== undefined) {
      const migrations = PostgresEventLog.MIGRATIONS.map(({ name }) => name);
      schemas.push({ name: EVENT_LOG, migrations, sequences: [] });
    }
    const takenAt = snapshot.takenAt.toISOString();
    const contents = { takenAt, from: options.from, schemas, tables, files, secrets };
    await writeManifest(folder, contents);
    return { contents, wasInUse: await snapshot.isInUse() };
  } finally {
    await snapshot.close();
  }
}

interface SnapshotWithLog {
  readonly snapshot: Snapshot;
  /** Of a log that is not in the database. */
  readonly logTables: readonly TableOfBackup[];
}

/**
 * One snapshot of the database has the log with it where that is in tables. A log elsewhere is read to its end before
 * the snapshot and once more after it, while no service can tell a fact: so it has every fact that the rows have told,
 * unless it waits in their outbox, and none that they have not.
 */
async function atOneInstant(
  url: string,
  log: EventLog | undefined,
  folder: string,
): Promise<SnapshotWithLog> {
  if (log === undefined)
    return { snapshot: await Snapshot.open(url, [...SERVICES, EVENT_LOG]), logTables: [] };
  const keeper = await LogKeeper.open(log, folder);
  try {
    await keeper.catchUp();
    return await snapshotWithLog(url, keeper);
  } finally {
    await keeper.close();
  }
}

async function snapshotWithLog(url: string, keeper: LogKeeper): Promise<SnapshotWithLog> {
  const held = await HeldOutboxes.hold(url, SERVICES);
  try {
    const snapshot = await Snapshot.open(url, SERVICES);
    try {
      await held.during(() => keeper.catchUp());
      await held.release();
      return { snapshot, logTables: await keeper.finish() };
    } catch (error) {
      await snapshot.close();
      throw error;
    }
  } finally {
    await held.close();
  }
}

/** Nobody else may read it: it holds addresses, mails and keys. */
async function emptyFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if ((await readdir(folder)).length > 0)
    throw new CannotRun(`The folder ${folder} is not empty: a backup takes a folder of its own.`);
  await chmod(folder, 0o700);
}

async function aboutSchemas(snapshot: Snapshot): Promise<Contents['schemas']> {
  const about = [];
  for (const name of snapshot.schemas) {
    const migrations = await snapshot.migrations(name);
    about.push({ name, migrations, sequences: await snapshot.sequences(name) });
  }
  return about;
}

async function keepFiles(snapshot: Snapshot, filesDir: string, folder: string): Promise<Contents['files']> {
  const store = new FolderStore(filesDir);
  const files: Contents['files'] = [];
  for (const key of await store.keys()) {
    const bytes = await store.read(key);
    // What was removed meanwhile no release has, or it is missed below.
    if (bytes !== undefined) files.push({ key, ...(await keep(join(folder, FILES, key), bytes)) });
  }
  const missing = (await snapshot.filesOfReleases()).filter(
    (wanted) => !files.some(({ key, sha256 }) => key === wanted.key && sha256 === wanted.sha256),
  );
  if (missing.length > 0) {
    throw new CannotRun(
      `The file store ${filesDir} lacks ${missing.length} files of releases, the first is ${missing[0]?.key}: ` +
        'is ALLY_FILES_DIR right?',
    );
  }
  return files;
}
