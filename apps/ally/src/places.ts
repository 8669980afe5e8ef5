import { join, resolve } from 'node:path';
import { CannotRun } from './said-plainly.js';

/** The folder of an Ally that has its PostgreSQL in it; undefined where DATABASE_URL says where that is. */
export function soloFolder(env: NodeJS.ProcessEnv): string | undefined {
  return isSet(env.DATABASE_URL) ? undefined : dataDirOf(env);
}

/** Where an Ally keeps what is no row, unless a setting names another place for it; absolute. */
export function dataDirOf(env: NodeJS.ProcessEnv): string {
  return resolve(isSet(env.ALLY_DATA_DIR) ? env.ALLY_DATA_DIR : '.ally');
}

/** Where the files of courses are. @throws CannotRun where no setting says so. */
export function filesDirOf(env: NodeJS.ProcessEnv): string {
  const solo = soloFolder(env);
  if (solo !== undefined) return join(solo, 'files');
  if (isSet(env.ALLY_FILES_DIR)) return resolve(env.ALLY_FILES_DIR);
  if (isSet(env.ALLY_DATA_DIR)) return join(dataDirOf(env), 'files');
  throw new CannotRun(
    'The setting ALLY_FILES_DIR is missing: the folder where the services have their files.',
  );
}

/** Where the keys are kept; undefined where whoever runs the services gives them: the data folder is another Ally's then. */
export function secretsFileOf(env: NodeJS.ProcessEnv): string | undefined {
  if (isSet(env.DATABASE_URL) && !isSet(env.ALLY_DATA_DIR)) return undefined;
  return join(dataDirOf(env), 'secrets.json');
}

/** A setting that is there and empty says no more than one that is not there. */
export function isSet(value: string | undefined): value is string {
  return value !== undefined && value !== '';
}
