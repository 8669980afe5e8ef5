import { startEmbeddedPostgres, visitEmbeddedPostgres } from '#libs/database';
import { setTimeout as pause } from 'node:timers/promises';
import { freePorts } from './free-ports.js';
import { commandLineOf } from './processes.js';

/** A PostgreSQL of one's own. */
export interface PostgresServer {
  /** The connection string of its database `ally`, as superuser. */
  readonly url: string;
  readonly pid: number;
  /** Ends every connection and stops it; its data stays in its folder. */
  stop(): Promise<void>;
  /** `kill -9` of the postmaster; its other processes end by themselves at once. */
  kill(): Promise<void>;
  /** Starts it again, on the same port and data, and resolves once it answers. */
  startAgain(): Promise<void>;
}

const MAX_CONNECTIONS = 400;
const GONE_WITHIN_MS = 15_000;

/**
 * Starts the PostgreSQL of a folder on loopback: the one that comes with npm, crash-safe, for any number of processes.
 * One that runs there already is taken as it is.
 * @param options dir: an absolute path; port: any free one when nothing is said.
 */
export async function startPostgres(options: { dir: string; port?: number }): Promise<PostgresServer> {
  const { dir, port = await freePorts(1) } = options;
  const own = () => startEmbeddedPostgres({ dataDir: dir, port, maxConnections: MAX_CONNECTIONS });
  const begin = async () => {
    const server = await own();
    await server.leave();
    return server;
  };
  let server = await begin();
  const runs = () => commandLineOf(server.pid).includes(`port=${server.port} `);
  return {
    get url() {
      return server.url('ally');
    },
    get pid() {
      return server.pid;
    },
    stop: () => stopPostgres(dir),
    kill: async () => {
      if (runs()) process.kill(server.pid, 'SIGKILL');
      const deadline = performance.now() + GONE_WITHIN_MS;
      while (runs()) {
        if (performance.now() > deadline) throw new Error(`Process ${server.pid} cannot be killed.`);
        await pause(20);
      }
    },
    startAgain: async () => {
      server = await begin();
    },
  };
}

/** Ends every connection of a folder's PostgreSQL and stops it, if it runs. */
export async function stopPostgres(dir: string): Promise<void> {
  if (await postgresPid(dir)) await (await startEmbeddedPostgres({ dataDir: dir })).stop();
}

/** Undefined when none runs there. */
export async function postgresPid(dir: string): Promise<number | undefined> {
  const found = await visitEmbeddedPostgres(dir);
  return found === undefined || found === 'stopped' ? undefined : found.pid;
}
