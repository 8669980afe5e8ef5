import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { PostgresUnavailable, codeOf } from './embedded-postgres-binaries.js';
import {
  Cluster,
  DataFolderNotReadable,
  DataFolderNotWritable,
  type Server,
} from './embedded-postgres-cluster.js';

export { DataFolderNotReadable, DataFolderNotWritable, PostgresUnavailable };

export interface EmbeddedPostgresOptions {
  /** Ally's data folder (`ALLY_DATA_DIR`); the server keeps to `postgres/` and `postgres.log` in it. */
  readonly dataDir: string;
  /** 0 or none: any free one. A server that is already running keeps the one it has. */
  readonly port?: number;
  /** False gives up crash safety for speed: for data that nobody will miss. */
  readonly durable?: boolean;
  readonly maxConnections?: number;
}

/** A PostgreSQL server that belongs to this process alone. */
export interface EmbeddedPostgres {
  /** The connection string of one of its databases, as superuser. */
  url(database: string): string;
  readonly port: number;
  readonly pid: number;
  /** Stops the server, ending every connection. The first call stops it; all calls resolve once it is down. */
  stop(): Promise<void>;
  /** Gives up the server and leaves it running, for another process to adopt by `startEmbeddedPostgres`. */
  leave(): Promise<void>;
}

/** Another live process owns the data folder; the message is one sentence for the person at the terminal. */
export class DataFolderInUse extends Error {
  override readonly name = 'DataFolderInUse';
  constructor(dataDir: string, process: string) {
    super(
      `The data folder ${dataDir} is in use by another Ally (process ${process}). ` +
        'Stop it first, or set ALLY_DATA_DIR to another folder.',
    );
  }
}

/** Held by the owner of the folder in the database `postgres`, where nothing else takes locks. */
const OWNER_LOCK = 1;
const OWNER_NAME = 'ally owner ';
const HOLDER_OF_FOLDER = `SELECT application_name AS name FROM pg_stat_activity
  WHERE pid IN (SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted AND objid = $1)
    AND datname = current_database()`;

/**
 * Starts the PostgreSQL of a data folder, or adopts the one that a killed Ally left running, and makes it this
 * process's own until `stop` or the process's end. Creates the folder, the cluster and the database `ally` where
 * missing. Should the server die meanwhile, it is started again on its port; where that fails, the process ends.
 * Throws `DataFolderInUse`, `DataFolderNotWritable` or `PostgresUnavailable`.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { dataDir, port = 0, durable = true, maxConnections = 100 } = options;
  const cluster = await Cluster.open(dataDir, durable);
  const settings = settingsFor(durable, maxConnections);
  let stopping: Promise<void> | undefined;
  let owned = own(cluster, port, settings);
  let { server, lock } = await owned;

  const keepOwning = (): void => {
    lock.once('end', () => {
      if (stopping) return;
      owned = own(cluster, server.port, settings);
      // Nobody awaits this: a rejection ends the process and says why, since Ally cannot go on without its server.
      void owned.then((again) => {
        if (again.server.port !== server.port)
          throw new PostgresUnavailable('PostgreSQL came back on another port.');
        ({ server, lock } = again);
        keepOwning();
      });
    });
  };
  keepOwning();

  const url = (database: string) => urlOf(cluster, server.port, database);
  const stop = async (): Promise<void> => {
    await owned;
    // The lock goes down with the server: let go any earlier, the next owner could lose its server to us.
    await cluster.stop(server);
    await lock.end();
  };
  const leave = async (): Promise<void> => {
    await owned;
    await lock.end();
  };
  try {
    await cluster.removeDrafts();
    const { rowCount } = await lock.query("SELECT FROM pg_database WHERE datname = 'ally'");
    if (!rowCount) await lock.query('CREATE DATABASE ally');
  } catch (error) {
    stopping = stop();
    await stopping;
    throw error;
  }
  return {
    url,
    get port() {
      return server.port;
    },
    get pid() {
      return server.pid;
    },
    stop: () => (stopping ??= stop()),
    leave: () => (stopping ??= leave()),
  };
}

/** The running server of a data folder, whoever it belongs to. */
export interface VisitedPostgres {
  /** The connection string of one of its databases, as superuser. */
  url(database: string): string;
  /** Whether a process owns it; one that was killed leaves its server behind. */
  readonly hasOwner: boolean;
  readonly pid: number;
}

/**
 * Finds the PostgreSQL of a data folder without owning, starting or changing anything.
 * @returns undefined when the folder holds none, `stopped` when it does not run.
 * @throws DataFolderNotReadable, or what connecting fails with.
 */
export async function visitEmbeddedPostgres(
  dataDir: string,
): Promise<VisitedPostgres | 'stopped' | undefined> {
  const cluster = await Cluster.find(dataDir);
  if (cluster === undefined) return undefined;
  const server = cluster.running();
  if (server === undefined) return 'stopped';
  const url = (database: string) => urlOf(cluster, server.port, database);
  return { url, hasOwner: await hasOwner(url('postgres')), pid: server.pid };
}

async function hasOwner(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined); // said by the query
  await client.connect();
  try {
    return (await client.query(HOLDER_OF_FOLDER, [OWNER_LOCK])).rows.length > 0;
  } finally {
    await client.end();
  }
}

/** The log stays small, and free of statements and of the values that PostgreSQL quotes in the details of an error. */
function settingsFor(durable: boolean, maxConnections: number): Record<string, string | number> {
  const quick = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };
  return {
    max_connections: maxConnections,
    shared_buffers: '64MB',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_min_messages: 'log',
    log_error_verbosity: 'terse',
    log_checkpoints: 'off',
    ...(durable ? {} : quick),
  };
}

function urlOf(cluster: Cluster, port: number, database: string): string {
  return `postgres://ally:${cluster.password}@127.0.0.1:${port}/${encodeURIComponent(database)}`;
}

/**
 * Any number of processes may race here for one folder: PostgreSQL lets one postmaster run, all meet at it, and one
 * gets the lock. A server is asked for half a minute (it may be recovering, or stopping); a start is tried five times.
 */
async function own(cluster: Cluster, port: number, settings: Record<string, string | number>) {
  for (let patience = 300; ;) {
    const server = cluster.running();
    try {
      if (server) return { server, lock: await lockFolder(cluster, server) };
      await cluster.start(port || (await freePort()), settings);
    } catch (error) {
      patience -= server ? 1 : 60;
      if (error instanceof DataFolderInUse || patience <= 0) throw error;
      await sleep(100);
    }
  }
}

/**
 * The lock lives as long as its connection, and so as long as this process, however that ends. A killed owner's is
 * gone within moments, therefore the second of trying. The server is left alone whatever comes of it.
 */
async function lockFolder(cluster: Cluster, { port }: Server): Promise<Client> {
  const client = new Client({
    connectionString: urlOf(cluster, port, 'postgres'),
    application_name: `${OWNER_NAME}${process.pid}`,
    connectionTimeoutMillis: 5_000,
  });
  client.on('error', () => undefined); // 'end' follows, and is what counts
  await client.connect();
  try {
    for (let attempt = 1; ; attempt++) {
      const tried = await client.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1) AS taken', [
        OWNER_LOCK,
      ]);
      if (tried.rows[0]?.taken) return client;
      const holder = await client.query<{ name: string }>(HOLDER_OF_FOLDER, [OWNER_LOCK]);
      const name = holder.rows[0]?.name;
      if (attempt >= 10 && name) throw new DataFolderInUse(cluster.dataDir, name.slice(OWNER_NAME.length));
      await sleep(100);
    }
  } catch (error) {
    await client.end();
    throw error;
  }
}

/** Below 32768, where Linux begins to hand out ports to outgoing connections; it may be taken before it is used. */
async function freePort(): Promise<number> {
  for (;;) {
    const probe = createServer();
    const port = randomInt(10_240, 32_768);
    try {
      await once(probe.listen(port, '127.0.0.1'), 'listening');
      return port;
    } catch (error) {
      if (codeOf(error) !== 'EADDRINUSE') throw error;
    } finally {
      probe.close();
    }
  }
}
