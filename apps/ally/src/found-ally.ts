import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { startEmbeddedPostgres, visitEmbeddedPostgres } from '#libs/database';
import { instanceSecrets } from '../../solo/src/instance-secrets.js';
import { CannotRun } from './said-plainly.js';

/** The Ally that a command is about. */
export interface FoundAlly {
  /** Of its database. */
  readonly url: string;
  /** Whether somebody else owns its data folder, and so runs Ally there; of DATABASE_URL it is taken to be so. */
  readonly isRunning: boolean;
  /** Whether its clock is one that is moved by hand, which only its own process can read. */
  readonly hasTestClock: boolean;
  /** Where it was found, for people. */
  readonly where: string;
  /** @throws CannotRun where the instance's own key is not to be found. */
  operatorKey(): Promise<string>;
}

/**
 * Does some work on the database of `DATABASE_URL`, or of the data folder `ALLY_DATA_DIR` (`.ally`). A PostgreSQL that
 * runs in the folder is visited and left alone, whoever owns it; otherwise it is started for as long as the work takes.
 * @throws CannotRun where there is no Ally, or what a data folder fails with.
 */
export async function withAlly<Result>(
  env: NodeJS.ProcessEnv,
  work: (ally: FoundAlly) => Promise<Result>,
): Promise<Result> {
  const hasTestClock = env.ALLY_CLOCK === 'test';
  if (env.DATABASE_URL !== undefined && env.DATABASE_URL !== '') {
    return work({
      url: env.DATABASE_URL,
      isRunning: true,
      hasTestClock,
      where: 'the database of DATABASE_URL',
      operatorKey: async () => given(env.ALLY_OPERATOR_KEY),
    });
  }
  const dataDir = resolve(env.ALLY_DATA_DIR ?? '.ally');
  const found = await visitEmbeddedPostgres(dataDir);
  if (found === undefined) {
    throw new CannotRun(
      `There is no Ally in ${dataDir}: start one there with \`npm start\`, or set ALLY_DATA_DIR or DATABASE_URL.`,
    );
  }
  const about = { hasTestClock, where: dataDir, operatorKey: () => keyOf(dataDir, env) };
  if (found !== 'stopped') return work({ ...about, url: found.url('ally'), isRunning: found.hasOwner });
  const postgres = await startEmbeddedPostgres({ dataDir });
  try {
    return await work({ ...about, url: postgres.url('ally'), isRunning: false });
  } finally {
    await postgres.stop();
  }
}

async function keyOf(dataDir: string, env: NodeJS.ProcessEnv): Promise<string> {
  // Only the folder's owner makes the secrets.
  if (env.ALLY_OPERATOR_KEY === undefined && existsSync(join(dataDir, 'secrets.json')))
    return (await instanceSecrets(dataDir)).operatorKey;
  return given(env.ALLY_OPERATOR_KEY);
}

function given(key: string | undefined): string {
  if (key !== undefined && key !== '') return key;
  throw new CannotRun(
    'The setting ALLY_OPERATOR_KEY is missing: the key that the services were started with.',
  );
}
