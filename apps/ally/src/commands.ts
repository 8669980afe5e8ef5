import { createApiKey, listApiKeys, revokeApiKey } from './api-keys.js';
import { backup } from './backup/backup.js';
import { restore } from './backup/restore.js';
import type { Command, FoundingCommand } from './command.js';
import { listDeadLetters, replayDeadLetters } from './dead-letters.js';
import { migrate } from './migrate.js';
import { rebuildFacts } from './rebuild-facts.js';
import { redeliverEvents } from './redeliver-events.js';
import { seed } from './seed.js';
import { verify } from './verify/verify.js';

/** All commands, in the order in which help shows them. */
export const commands: readonly (Command | FoundingCommand)[] = [
  verify,
  listDeadLetters,
  replayDeadLetters,
  redeliverEvents,
  rebuildFacts,
  createApiKey,
  listApiKeys,
  revokeApiKey,
  migrate,
  seed,
  backup,
  restore,
];
