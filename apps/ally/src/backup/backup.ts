import { resolve } from 'node:path';
import type { Call, Command } from '../command.js';
import type { FoundAlly } from '../found-ally.js';
import { filesDirOf } from '../places.js';
import { sizesOf } from './sizes.js';
import { takeBackup } from './take-backup.js';

/** `backup`: all that an Ally is, for another place or a bad day. */
export const backup: Command = {
  name: 'backup',
  takes: ['folder'],
  options: {},
  does: 'Writes all that this Ally is into an empty folder: rows, events, files, keys.',
  help: [
    '',
    'Rows and events are those of one instant, also while Ally runs (with Kafka, writes wait a moment). What is written',
    'afterwards is not in it: to move house, stop Ally first. Of the services it needs DATABASE_URL, KAFKA_BROKERS,',
    'ALLY_FILES_DIR, ALLY_INSTANCE_KEY and ALLY_OPERATOR_KEY as they have them. `restore` puts it back, in either way to run',
    'Ally.',
    '',
    'The folder holds addresses, mails, and the keys that sign links: only who makes it may read it (mode 700). Guard it,',
    'and where it is copied to, like secrets.json. Jobs are not in it: they are made again from the rows that are due.',
  ],
  async run({ ally, env, given, say }: Call): Promise<number> {
    const started = performance.now();
    const folder = resolve(given.folder ?? '');
    const { contents, wasInUse } = await taken(ally, filesDirOf(env), folder);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    say(`${folder} holds ${sizesOf(contents)}, as of ${contents.takenAt}; it took ${seconds} s.`);
    say('It holds addresses, mails and the keys that sign links: guard it like secrets.json.');
    if (wasInUse)
      say(
        'Ally was running: what it writes from now on is not in there. To move house, stop it and do this again.',
      );
    return 0;
  },
};

async function taken(ally: FoundAlly, filesDir: string, folder: string) {
  const { url, where: from } = ally;
  const operatorKey = await ally.operatorKey();
  const secrets = { instanceKey: (await ally.instanceKey()).toString('base64'), operatorKey };
  const log = ally.logIsInDatabase ? undefined : await ally.openEventLog();
  try {
    return await takeBackup({ url, log, filesDir, secrets, from, folder });
  } finally {
    await log?.close();
  }
}
