import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { dockerDown, dockerUp, newContainers } from './docker.js';
import { startKafka } from './kafka.js';
import { postgresPid, startPostgres, stopPostgres } from './postgres.js';
import { residentMegabytesOf } from './processes.js';
import { startRedis } from './redis.js';
import { ServerProcess } from './server-process.js';
import { SERVERS_DIR, areInDocker, portOf, readServers, writeServers } from './servers-file.js';

const dirs = {
  postgres: join(SERVERS_DIR, 'postgres'),
  redis: join(SERVERS_DIR, 'redis'),
  kafka: join(SERVERS_DIR, 'kafka'),
};

/**
 * Starts what does not run yet; those of an earlier `up` keep their ports and data.
 * @throws AggregateError with one error for each server that did not start; ServerMissing of Docker; ServersFileDamaged.
 */
export async function bringUp(withDocker: boolean): Promise<void> {
  const earlier = readServers();
  if (earlier?.docker ?? withDocker) {
    const servers = earlier ?? (await newContainers());
    // Before they run, so that `down` knows of them however this ends.
    await writeServers(servers);
    return dockerUp(servers);
  }
  // What an `up` left behind that did not come to its end.
  if (earlier === undefined) await bringDown();
  const portFor = (address: string | undefined) => (address === undefined ? {} : { port: portOf(address) });
  const [postgres, redis, kafka] = await Promise.allSettled([
    startPostgres({ dir: dirs.postgres, ...portFor(earlier?.postgresUrl) }),
    startRedis({ dir: dirs.redis, ...portFor(earlier?.redisUrl) }),
    startKafka({ dir: dirs.kafka, ...portFor(earlier?.kafkaBrokers[0]) }),
  ]);
  if (postgres.status === 'rejected' || redis.status === 'rejected' || kafka.status === 'rejected') {
    if (earlier === undefined) await bringDown();
    const reasons = [postgres, redis, kafka].map((outcome) =>
      outcome.status === 'rejected' ? [outcome.reason as unknown] : [],
    );
    throw new AggregateError(reasons.flat(), 'Not all servers could be started.');
  }
  await writeServers({
    postgresUrl: postgres.value.url,
    redisUrl: redis.value.url,
    kafkaBrokers: [...kafka.value.brokers],
    docker: false,
  });
}

/** Stops all of them, whether `up` has ended or not, and removes what they have kept; a damaged file is no obstacle. */
export async function bringDown(): Promise<void> {
  if (areInDocker()) await dockerDown();
  const detached = detachedServers().map((server) => server?.stop());
  await Promise.all([...detached, stopPostgres(dirs.postgres)]);
  await rm(SERVERS_DIR, { recursive: true, force: true, maxRetries: 5 });
}

/** One line each: address, pid and memory. @throws ServersFileDamaged */
export async function statusLines(): Promise<string[]> {
  const servers = readServers();
  if (servers === undefined) return ['No servers: `npm run servers -- up` starts them.'];
  const { postgresUrl, redisUrl, kafkaBrokers, docker } = servers;
  const [redis, kafka] = docker ? [] : detachedServers();
  const postgres = docker ? undefined : await postgresPid(dirs.postgres);
  const address = new URL(postgresUrl);
  address.password = '';
  const rows: [string, string, number | undefined][] = [
    ['postgres', address.href, postgres],
    ['redis', redisUrl, redis?.pid],
    ['kafka', kafkaBrokers.join(','), kafka?.pid],
  ];
  return [
    ...rows.map(([name, where, pid]) => `${name.padEnd(9)}${where.padEnd(40)}${tell(docker, pid)}`),
    'The password of postgres stands in .ally-servers/servers.json.',
  ];
}

function tell(docker: boolean, pid: number | undefined): string {
  if (docker) return 'in Docker';
  return pid === undefined ? 'does not run' : `process ${pid}, ${residentMegabytesOf(pid)} MB`;
}

function detachedServers(): (ServerProcess | undefined)[] {
  return [ServerProcess.find(dirs.redis), ServerProcess.find(join(dirs.kafka, 'node-1'))];
}
