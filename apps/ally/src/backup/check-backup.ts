import { join } from 'node:path';
import { measure, type StoredFile } from '#libs/files';
import { CannotRun } from '../said-plainly.js';
import { FILES, pathOfTable, readManifest, SECRETS, type Contents } from './manifest.js';

/** Reads every byte of a backup. @throws CannotRun naming the first part that is missing or not as it was written. */
export async function checkBackup(folder: string): Promise<Contents> {
  const backup = await readManifest(folder);
  for (const table of backup.tables) await checkPart(folder, pathOfTable(table), table);
  for (const file of backup.files) await checkPart(folder, join(FILES, file.key), file);
  await checkPart(folder, SECRETS, backup.secrets);
  return backup;
}

async function checkPart(folder: string, path: string, written: StoredFile): Promise<void> {
  const found = await measure(join(folder, path));
  if (found === undefined) throw new CannotRun(`The backup is not whole: ${path} is missing.`);
  if (found.size !== written.size) {
    throw new CannotRun(
      `The backup is not whole: ${path} has ${found.size} bytes, and was written with ${written.size}.`,
    );
  }
  if (found.sha256 !== written.sha256)
    throw new CannotRun(`The backup is not whole: ${path} is not what was written.`);
}
