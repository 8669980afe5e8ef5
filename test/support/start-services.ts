import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runStart } from '../../tools/demo/start-solo.js';
import { startKafka, type KafkaCluster } from '../../tools/servers/kafka.js';
import { startRedis } from '../../tools/servers/redis.js';
import { stopAll } from '../../tools/servers/stop-all.js';
import { freshDatabase } from './fresh-database.js';
import { SupervisorWords, type ToldProcess } from './supervisor-words.js';

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
 * @throws what `prepare` or a server has thrown, or Error when Ally does not start; nothing is left running then.
 */
export async function startServices(
  more: Readonly<Record<string, string>> = {},
  prepare?: (settings: Services['settings']) => Promise<void>,
): Promise<Services> {
  const folder = await mkdtemp(join(tmpdir(), 'ally-services-'));
  const undo: (() => Promise<unknown>)[] = [() => rm(folder, { recursive: true, force: true })];
  const started = async <Server>(starting: Promise<Server>, stop: (server: Server) => Promise<void>) => {
    const server = await starting;
    undo.push(() => stop(server));
    return server;
  };
  try {
    const servers = [
      started(freshDatabase(), (database) => database.drop()),
      started(startKafka({ dir: join(folder, 'kafka') }), (kafka) => kafka.stop()),
      started(startRedis({ dir: join(folder, 'redis') }), (redis) => redis.stop()),
    ] as const;
    await Promise.allSettled(servers); // when one fails, the others are still to be stopped
    const [database, kafka, redis] = await Promise.all(servers);
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
    undo.push(() => {
      supervisor.kill('SIGTERM');
      return supervisor.exited;
    });
    const words = new SupervisorWords(supervisor.output);
    const url = await supervisor.ready;
    if (url === undefined) throw new Error(`Ally did not start:\n${supervisor.output()}`);
    return {
      url,
      operatorKey: OPERATOR_KEY,
      databaseUrl: database.url,
      kafka,
      settings,
      processes: () => words.processes(),
      output: supervisor.output,
      signal: supervisor.kill,
      exited: supervisor.exited,
      end: () => stopAll(undo),
    };
  } catch (error) {
    await stopAll(undo);
    throw error;
  }
}
