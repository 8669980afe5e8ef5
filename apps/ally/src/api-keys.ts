import { setTimeout as pause } from 'node:timers/promises';
import { SystemClock } from '#libs/clock';
import type { Database } from '#libs/database';
import { ApiKeyFactsRepository, SCOPES } from '#libs/operators';
import type { ManageApiKeys } from '../../notifications/src/api-keys/manage-api-keys.js';
import type { ApiKey } from '../../notifications/src/api-keys/api-key.js';
import type { Call, Command } from './command.js';
import { servicesIn, withSchema } from './service-database.js';

/** `api-key create`: the one time that a key is shown. */
export const createApiKey: Command = {
  name: 'api-key create',
  takes: ['name'],
  options: { scope: { type: 'string', multiple: true }, 'expires-at': { type: 'string' } },
  does: 'Makes an API key for an operator or a system, and shows it this once.',
  help: [
    '',
    'The name says what uses it, in lower case with dashes: `front-desk`.',
    `--scope       what it opens, at least one, each with a --scope of its own: ${SCOPES.join(', ')}.`,
    '--expires-at  an instant, such as 2027-01-01T00:00:00Z; without it the key is valid until it is revoked.',
    '',
    'The key is the last line of what is printed. Only its hash is kept: nobody can show it again.',
  ],
  async run(call: Call): Promise<number> {
    const { given, options, say } = call;
    const { apiKey, key } = await managing(call, (keys) =>
      keys.create({
        name: given.name,
        scopes: options.scope ?? [],
        ...(options['expires-at'] !== undefined && { expiresAt: options['expires-at'] }),
      }),
    );
    await sayUnlessHeard(call, apiKey);
    say(`${apiKey.id} ${apiKey.name} opens ${apiKey.scopes.join(', ')}${untilWhen(apiKey.expiresAt)}`);
    say(key ?? '');
    return 0;
  },
};

/** `api-key list` */
export const listApiKeys: Command = {
  name: 'api-key list',
  takes: [],
  options: { json: { type: 'boolean' } },
  does: 'Lists the API keys that were ever made, newest first, without the keys themselves.',
  help: ['', '--json  one array for programs.'],
  async run(call: Call): Promise<number> {
    const keys = await managing(call, (all) => all.list());
    if (call.options.json === true) {
      call.say(
        JSON.stringify(
          keys.map(({ hash: _, ...shown }) => shown),
          null,
          2,
        ),
      );
      return 0;
    }
    if (keys.length === 0) call.say('There are no API keys but the one of the instance.');
    for (const { id, name, startsWith, scopes, expiresAt, revokedAt, lastUsedAt } of keys) {
      const state = revokedAt === null ? `opens ${scopes.join(', ')}${untilWhen(expiresAt)}` : 'revoked';
      const used = lastUsedAt === null ? 'never used' : `last used ${lastUsedAt.toISOString()}`;
      call.say(`${id} ${name} ${startsWith}… ${state}, ${used}`);
    }
    return 0;
  },
};

/** `api-key revoke` */
export const revokeApiKey: Command = {
  name: 'api-key revoke',
  takes: ['id'],
  options: {},
  does: 'Ends an API key for good, in every service where Ally runs.',
  help: ['', 'The id is the first word of a line of `api-key list`.'],
  async run(call: Call): Promise<number> {
    const key = await managing(call, (keys) => keys.revoke(call.given.id ?? ''));
    await sayUnlessHeard(call, key);
    call.say(`${key.name} is revoked since ${key.revokedAt?.toISOString() ?? 'now'}.`);
    return 0;
  },
};

const untilWhen = (expiresAt: Date | null) =>
  expiresAt === null ? '' : `, until ${expiresAt.toISOString()}`;

async function managing<Result>(
  { ally }: Call,
  work: (keys: ManageApiKeys) => Promise<Result>,
): Promise<Result> {
  // Loaded when needed: it comes with the routes of the notifications service.
  const { ManageApiKeys } = await import('../../notifications/src/api-keys/manage-api-keys.js');
  const operatorKey = await ally.operatorKey();
  const eventLog = await ally.openEventLog();
  try {
    return await withSchema(ally.url, 'notifications', (database) =>
      work(new ManageApiKeys({ database, eventLog, clock: new SystemClock(), operatorKey })),
    );
  } finally {
    await eventLog.close();
  }
}

const HEARD_WITHIN_MS = 5_000;
const LOOK_AGAIN_MS = 50;

/** Waits until each service of a running Ally has heard of it, so that what is printed is true at once. */
async function sayUnlessHeard({ ally: { url, isRunning }, say }: Call, apiKey: ApiKey): Promise<void> {
  if (!isRunning) return;
  const deadline = performance.now() + HEARD_WITHIN_MS;
  for (const service of await servicesIn(url)) {
    const heard = await withSchema(url, service, (database) => hears(database, apiKey, deadline));
    if (!heard) say(`${service} has not heard of it yet, and will.`);
  }
}

async function hears(database: Database, apiKey: ApiKey, deadline: number): Promise<boolean> {
  const facts = new ApiKeyFactsRepository();
  for (;;) {
    const known = await facts.find(database, apiKey.id);
    if (known !== undefined && (known.revokedAt === null) === (apiKey.revokedAt === null)) return true;
    if (performance.now() > deadline) return false;
    await pause(LOOK_AGAIN_MS);
  }
}
