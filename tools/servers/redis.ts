import { once } from 'node:events';
import { connect } from 'node:net';
import { errorCodeOf } from './error-code.js';
import { freePorts } from './free-ports.js';
import { ServerProcess } from './server-process.js';

/** A Redis of one's own. */
export interface RedisServer {
  readonly url: string;
  readonly pid: number;
  /** Stops it; its data stays in its folder. */
  stop(): Promise<void>;
  /** `kill -9`. */
  kill(): Promise<void>;
  /** Starts it again, on the same port and data, and resolves once it answers. */
  startAgain(): Promise<void>;
}

const HOW_TO_GET =
  'redis-server is not on PATH: apt-get install redis-server (brew install redis), or REDIS_SERVER=<its path>.';

/**
 * Starts the Redis of a folder on loopback, as BullMQ wants it: nothing is evicted, and what is written is on disk
 * within a second. One that runs there already is taken as it is, if the port is its own.
 * @param options dir: an absolute path; port: any free one when nothing is said.
 * @throws ServerMissing when there is no redis-server.
 */
export async function startRedis(options: { dir: string; port?: number }): Promise<RedisServer> {
  const { dir, port = await freePorts(1) } = options;
  const begin = async () => {
    const server = ServerProcess.find(dir) ?? (await launch(dir, port));
    await server.untilReady(() => answers(port, server.pid));
    return server;
  };
  let server = await begin();
  return {
    url: `redis://127.0.0.1:${port}`,
    get pid() {
      return server.pid;
    },
    stop: () => server.stop(),
    kill: () => server.kill(),
    startAgain: async () => {
      server = await begin();
    },
  };
}

function launch(dir: string, port: number): Promise<ServerProcess> {
  const settings = {
    port,
    bind: '127.0.0.1',
    dir,
    save: '',
    appendonly: 'yes',
    appendfsync: 'everysec',
    'maxmemory-policy': 'noeviction',
    // Its folder stays in the command line.
    'set-proc-title': 'no',
  };
  const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
  return ServerProcess.start(dir, process.env['REDIS_SERVER'] ?? 'redis-server', args, HOW_TO_GET);
}

/** Not while it still loads its data: then it answers with an error. One of somebody else may be at its port. */
async function answers(port: number, pid: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    socket.write('INFO server\r\n');
    const [answer] = (await once(socket, 'data')) as [Buffer];
    return answer.toString().includes(`\r\nprocess_id:${pid}\r\n`);
  } catch (error) {
    if (errorCodeOf(error) !== '') return false;
    throw error;
  } finally {
    socket.destroy();
  }
}
