import { z } from 'zod';

/** All that an operator's key can open. A name never changes its meaning: keys that people hold say it. */
export const SCOPES = [
  'catalog:write',
  'sessions:write',
  'messages:read',
  'mailbox:read',
  'funnels:read',
  'api-keys:read',
  'api-keys:write',
  'audit:read',
] as const;

export const scope = z.enum(SCOPES);
export type Scope = z.infer<typeof scope>;

/** The scopes that this build knows, of those that a key was given: a newer build may have given others. */
export function knownScopes(given: readonly string[]): Scope[] {
  return SCOPES.filter((known) => given.includes(known));
}
