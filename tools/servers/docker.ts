import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { freePorts } from './free-ports.js';
import { ServerMissing } from './server-process.js';
import { portOf, type Servers } from './servers-file.js';

const COMPOSE_FILE = fileURLToPath(new URL('docker-compose.yml', import.meta.url));

/**
 * The same servers as containers that keep nothing; those of an earlier `up` stay.
 * @throws ServerMissing when there is no Docker, or it fails.
 */
export async function dockerUp(earlier: Servers | undefined): Promise<Servers> {
  const first = await freePorts(3);
  const servers = earlier ?? {
    postgresUrl: `postgres://ally:${randomBytes(18).toString('base64url')}@127.0.0.1:${first}/ally`,
    redisUrl: `redis://127.0.0.1:${first + 1}`,
    kafkaBrokers: [`127.0.0.1:${first + 2}`],
    docker: true,
  };
  await compose(servers, 'up', '--detach', '--wait');
  return servers;
}

/** Removes the containers and what they have kept. */
export async function dockerDown(servers: Servers): Promise<void> {
  await compose(servers, 'down', '--volumes');
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
