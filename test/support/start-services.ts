import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runStart } from '../../tools/demo/start-solo.js';
import { startKafka, type KafkaCluster } from '../../tools/servers/kafka.js';
import { startRedis } from '../../tools/servers/redis.js';
import { freshDatabase } from './fresh-database.js';

/** A process of one service, as the supervisor has told of it. */
export interface ToldProcess {
  /** `payments web`, `notifications worker 2`. */
  readonly name: string;
  readonly pid: number;
}

/** An Ally as `npm run start:services` runs it, on a database, a Redis and a Kafka of its own. */
export interface Services {
  /** Where its proxy listens, without a slash at its end. */
  readonly url: string;
  readonly operatorKey: string;
  readonly databaseUrl: string;
  readonly kafka: KafkaCluster;
  /** For a command of `ally` that is about it. */
  readonly settings: Readonly<Record<string, string>>;
  /** What runs at this moment, by all that the supervisor has said. */
  processes(): ToldProcess[];
  /** Everything that it and its processes have printed. */
  output(): string;
  signal(signal: NodeJS.Signals): void;
  /** Resolves with the exit code: null when a signal ended it. */
  readonly exited: Promise<number | null>;
  /** Ends it, its servers too, and removes all that they have kept. */
  end(): Promise<void>;
}

const OPERATOR_KEY = 'ally_test_of-the-services-under-test';

/**
 * Starts Ally on a free port and waits until it says that it is ready; from `dist`, which `npm run test:services` has
 * built. Its topics have fixed names, so that it cannot share a Kafka with another.
 * @param more further settings, by their names in the environment.
 * @param prepare fills its servers, and its data folder, before it starts.
 */
export async function startServices(
  more: Readonly<Record<string, string>> = {},
  prepare?: (settings: Services['settings']) => Promise<void>,
): Promise<Services> {
  const folder = await mkdtemp(join(tmpdir(), 'ally-services-'));
  const [database, kafka, redis] = await Promise.all([
    freshDatabase(),
    startKafka({ dir: join(folder, 'kafka') }),
    startRedis({ dir: join(folder, 'redis') }),
  ]);
  const settings = {
    DATABASE_URL: database.url,
    KAFKA_BROKERS: kafka.brokers.join(','),
    REDIS_URL: redis.url,
    ALLY_DATA_DIR: join(folder, 'data'),
    ALLY_OPERATOR_KEY: OPERATOR_KEY,
    ...more,
  };
  await prepare?.(settings);
  const supervisor = runStart(settings, [], ['tools/start.mjs', 'services']);
  const end = async () => {
    supervisor.kill('SIGTERM');
    await supervisor.exited;
    await Promise.all([kafka.stop(), redis.stop(), database.drop()]);
    await rm(folder, { recursive: true, force: true });
  };
  const url = await supervisor.ready;
  if (url === undefined) {
    await end();
    throw new Error(`Ally did not start:\n${supervisor.output()}`);
  }
  return {
    url,
    operatorKey: OPERATOR_KEY,
    databaseUrl: database.url,
    kafka,
    settings,
    processes: () => processesIn(supervisor.output()),
    output: supervisor.output,
    signal: supervisor.kill,
    exited: supervisor.exited,
    end,
  };
}

/** The banner names them, and each later line that one is ready replaces one of its name. */
function processesIn(output: string): ToldProcess[] {
  const pids = new Map<string, number>();
  for (const [, name = '', pid] of output.matchAll(/^ {2}(\w+ (?:web|worker)(?: \d)?) +process (\d+)$/gm))
    pids.set(name, Number(pid));
  for (const [, name = '', pid] of output.matchAll(
    /^(.+) \(process (\d+)\) (?:is ready again|has taken over)$/gm,
  ))
    pids.set(name, Number(pid));
  return [...pids].map(([name, pid]) => ({ name, pid }));
}
