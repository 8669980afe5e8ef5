import { existsSync } from 'node:fs';
import { startEmbeddedPostgres, visitEmbeddedPostgres } from '#libs/database';
import { openEventLog, type EventLog } from '#libs/events';
import { kafkaBrokers } from '#libs/process';
import { instanceSecrets } from '../../solo/src/instance-secrets.js';
import { dataDirOf, isSet, secretsFileOf } from './places.js';
import { CannotRun } from './said-plainly.js';

/** The Ally that a command is about. */
export interface FoundAlly {
  /** Of its database. */
  readonly url: string;
  /** Whether somebody else owns its data folder, and so runs Ally there; of DATABASE_URL it is taken to be so. */
  readonly isRunning: boolean;
  /** Whether its clock is one that is moved by hand, which only its own process can read. */
  readonly hasTestClock: boolean;
  /** Whether its event log is in the same database, and not in Kafka. */
  readonly logIsInDatabase: boolean;
  /** Where it was found, for people. */
  readonly where: string;
  /** Where it keeps what is no row: its secrets, the files of courses. */
  readonly dataDir: string;
  /** The caller closes it. */
  openEventLog(): Promise<EventLog>;
  /** @throws CannotRun where the instance's own key is not to be found. */
  operatorKey(): Promise<string>;
  /** What it derives who is who from. @throws CannotRun where it is not to be found. */
  instanceKey(): Promise<Buffer>;
}

type Found = Pick<FoundAlly, 'url' | 'isRunning' | 'where'>;

/**
 * Does some work on the database of `DATABASE_URL`, or of the data folder `ALLY_DATA_DIR` (`.ally`). A PostgreSQL that
 * runs in the folder is visited and left alone, whoever owns it; otherwise it is started for as long as the work takes.
 * The event log is that of `KAFKA_BROKERS`, where that is set.
 * @throws CannotRun where there is no Ally, or what a data folder fails with.
 */
export async function withAlly<Result>(
  env: NodeJS.ProcessEnv,
  work: (ally: FoundAlly) => Promise<Result>,
): Promise<Result> {
  if (isSet(env.DATABASE_URL))
    return work(
      about(env, { url: env.DATABASE_URL, isRunning: true, where: 'the database of DATABASE_URL' }),
    );
  const dataDir = dataDirOf(env);
  const found = await visitEmbeddedPostgres(dataDir);
  if (found === undefined) {
    throw new CannotRun(
      `There is no Ally in ${dataDir}: start one there with \`npm start\`, or set ALLY_DATA_DIR or DATABASE_URL.`,
    );
  }
  if (found !== 'stopped')
    return work(about(env, { url: found.url('ally'), isRunning: found.hasOwner, where: dataDir }));
  const postgres = await startEmbeddedPostgres({ dataDir });
  try {
    return await work(about(env, { url: postgres.url('ally'), isRunning: false, where: dataDir }));
  } finally {
    await postgres.stop();
  }
}

function about(env: NodeJS.ProcessEnv, found: Found): FoundAlly {
  const brokers = kafkaBrokers.parse(env.KAFKA_BROKERS);
  return {
    ...found,
    hasTestClock: env.ALLY_CLOCK === 'test',
    logIsInDatabase: brokers.length === 0,
    dataDir: dataDirOf(env),
    openEventLog: () =>
      openEventLog({
        kafkaBrokers: brokers,
        databaseUrl: found.url,
        clientId: 'ally-command',
        onFatal: (error) => {
          throw error;
        },
      }),
    operatorKey: async () => {
      const kept = isSet(env.ALLY_OPERATOR_KEY) ? undefined : await secretsOf(env);
      return kept?.operatorKey ?? given(env, 'ALLY_OPERATOR_KEY');
    },
    instanceKey: async () => {
      const kept = isSet(env.ALLY_INSTANCE_KEY) ? undefined : await secretsOf(env);
      return kept?.instanceKey ?? Buffer.from(given(env, 'ALLY_INSTANCE_KEY'), 'base64');
    },
  };
}

/** Those of the data folder; never those of a folder for another database. Only the folder's owner makes them. */
async function secretsOf(env: NodeJS.ProcessEnv) {
  const file = secretsFileOf(env);
  return file !== undefined && existsSync(file) ? instanceSecrets(dataDirOf(env)) : undefined;
}

function given(env: NodeJS.ProcessEnv, name: 'ALLY_OPERATOR_KEY' | 'ALLY_INSTANCE_KEY'): string {
  const value = env[name];
  if (isSet(value)) return value;
  throw new CannotRun(`The setting ${name} is missing: the key that the services were started with.`);
}
