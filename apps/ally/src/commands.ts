import { createApiKey, listApiKeys, revokeApiKey } from './api-keys.js';
import type { Command } from './command.js';
import { listDeadLetters, replayDeadLetters } from './dead-letters.js';
import { migrate } from './migrate.js';
import { redeliverEvents } from './redeliver-events.js';
import { verify } from './verify/verify.js';

/** All commands, in the order in which help shows them. */
export const commands: readonly Command[] = [
  verify,
  listDeadLetters,
  replayDeadLetters,
  redeliverEvents,
  createApiKey,
  listApiKeys,
  revokeApiKey,
  migrate,
];
