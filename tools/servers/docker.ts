import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { freePorts } from './free-ports.js';
import { ServerMissing } from './server-process.js';
import { portOf, type Servers } from './servers-file.js';

const COMPOSE_FILE = fileURLToPath(new URL('docker-compose.yml', import.meta.url));

/** `down` wants the settings of the file, and does nothing with them. */
const ANY: Servers = {
  postgresUrl: 'postgres://ally:any@127.0.0.1:1/ally',
  redisUrl: 'redis://127.0.0.1:1',
  kafkaBrokers: ['127.0.0.1:1'],
  docker: true,
};

/**
 * Where containers are to be that are not there yet: the same servers, which keep nothing.
 * @throws ServerMissing when there is no Docker.
 */
export async function newContainers(): Promise<Servers> {
  const first = await freePorts(3);
  const servers = {
    postgresUrl: `postgres://ally:${randomBytes(18).toString('base64url')}@127.0.0.1:${first}/ally`,
    redisUrl: `redis://127.0.0.1:${first + 1}`,
    kafkaBrokers: [`127.0.0.1:${first + 2}`],
    docker: true,
  };
  await compose(servers, 'config', '--quiet');
  return servers;
}

/** Starts them; those of an earlier `up` stay. @throws ServerMissing when there is no Docker, or it fails. */
export async function dockerUp(servers: Servers): Promise<void> {
  await compose(servers, 'up', '--detach', '--wait');
}

/** Removes the containers, wherever they are, and what they have kept. @throws ServerMissing as when they are started. */
export async function dockerDown(): Promise<void> {
  await compose(ANY, 'down', '--volumes');
}

async function compose(servers: Servers, ...command: string[]): Promise<void> {
  const env = {
    ...process.env,
    POSTGRES_PASSWORD: new URL(servers.postgresUrl).password,
    POSTGRES_PORT: String(portOf(servers.postgresUrl)),
    REDIS_PORT: String(portOf(servers.redisUrl)),
    KAFKA_PORT: String(servers.kafkaBrokers.map(portOf)[0]),
  };
  const child = spawn('docker', ['compose', '--file', COMPOSE_FILE, ...command], { env, stdio: 'inherit' });
  const [code] = (await once(child, 'close').catch((cause: unknown) => {
    throw new ServerMissing('There is no docker on PATH: without --docker the servers run by themselves.', {
      cause,
    });
  })) as [number | null];
  if (code !== 0) throw new ServerMissing('docker compose failed; the lines above say why.');
}
