import { Refusal } from '#libs/contracts';
import { DataFolderNotReadable, isDatabaseUnavailable } from '#libs/database';
import { saidPlainly as saidOfSolo } from '../../solo/src/said-plainly.js';

/** Why a command cannot be done, as one sentence for the person at the terminal. */
export class CannotRun extends Error {
  override readonly name = 'CannotRun';
}

/** The command was not given as it is to be; the message says what is wrong with it. */
export class WrongUse extends Error {
  override readonly name = 'WrongUse';
}

/** PostgreSQL's codes for a table and a column that are not there (appendix A). */
const FORM_IS_OLDER = new Set(['42P01', '42703']);

/** The sentence of an error that a person can mend; undefined for a fault of ours, which needs its stack trace. */
export function saidPlainly(error: unknown): string | undefined {
  const plain = [CannotRun, WrongUse, DataFolderNotReadable, Refusal];
  if (error instanceof Error && plain.some((kind) => error instanceof kind)) return error.message;
  if (isDatabaseUnavailable(error)) return 'The database does not answer, or has gone away meanwhile.';
  if (typeof error === 'object' && error !== null && 'code' in error && FORM_IS_OLDER.has(String(error.code)))
    return 'This database is of an older Ally: run `npm run ally -- migrate`, or start Ally once.';
  if (isNotLetIn(error)) return `PostgreSQL does not let in who DATABASE_URL names: ${error.message}.`;
  return saidOfSolo(error);
}

/** Wrong or missing name, password or database (class 28, 3D000); pg says a missing password without a code. */
function isNotLetIn(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return code.startsWith('28') || code === '3D000' || error.message.startsWith('SASL: ');
}
