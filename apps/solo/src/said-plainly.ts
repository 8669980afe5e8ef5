import { DataFolderInUse, DataFolderNotWritable, PostgresUnavailable } from '#libs/database';
import { CannotStart } from '#libs/process';

/** The sentence of an error that a person can mend; undefined for a fault of ours, which needs its stack trace. */
export function saidPlainly(error: unknown): string | undefined {
  const plain = [CannotStart, DataFolderInUse, DataFolderNotWritable, PostgresUnavailable];
  return error instanceof Error && plain.some((kind) => error instanceof kind) ? error.message : undefined;
}
