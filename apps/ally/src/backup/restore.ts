import { join, resolve } from 'node:path';
import type { Call, FoundingCommand } from '../command.js';
import { secretsFileOf, soloFolder } from '../places.js';
import { checkBackup } from './check-backup.js';
import { migrationsOfBackup } from './known-migrations.js';
import { SECRETS } from './manifest.js';
import { putIntoDatabase, putIntoDataFolder } from './new-ally.js';
import { sizesOf } from './sizes.js';

/** `restore`: an Ally from what `backup` has written. */
export const restore: FoundingCommand = {
  name: 'restore',
  takes: ['folder'],
  options: {},
  does: 'Makes an Ally from a backup, where there is none: in ALLY_DATA_DIR, or in DATABASE_URL and ALLY_FILES_DIR.',
  help: [
    '',
    'Every byte of the backup is checked first. A restore that does not come to its end changes nothing: call it again.',
    'In DATABASE_URL it wants a database of PostgreSQL 15 or newer without an Ally in it, and in ALLY_FILES_DIR an empty',
    'folder. Start the services only afterwards, with the two keys in secrets.json of the backup as ALLY_INSTANCE_KEY and',
    'ALLY_OPERATOR_KEY. Where KAFKA_BROKERS is set, the event log goes there: its facts wait in the outboxes, and the',
    'services send them once they run. Otherwise it stays in the database. In ALLY_DATA_DIR the folder must be empty.',
  ],
  async found({ env, given, say }: Omit<Call, 'ally'>): Promise<number> {
    const started = performance.now();
    const folder = resolve(given.folder ?? '');
    const backup = await checkBackup(folder);
    await migrationsOfBackup(backup);
    const dataDir = soloFolder(env);
    if (dataDir === undefined) await putIntoDatabase(folder, backup, env);
    else await putIntoDataFolder(folder, backup, dataDir);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    const where = dataDir ?? 'the database of DATABASE_URL';
    say(`${sizesOf(backup)}, as of ${backup.takenAt}, are in ${where}; it took ${seconds} s.`);
    if (secretsFileOf(env) === undefined)
      say(
        `Start the services with the two keys of ${join(folder, SECRETS)}: links and ids of people need them.`,
      );
    return 0;
  },
};
