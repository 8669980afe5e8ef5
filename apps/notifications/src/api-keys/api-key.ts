import type { ApiKeyState } from '#libs/contracts';

/** Who did something to a key. */
export interface KeyHandler {
  readonly id: string;
  readonly name: string;
}

/** An operator's key, without the key itself: that is kept nowhere. */
export interface ApiKey {
  readonly id: string;
  /** Moves on with every fact about the key. */
  readonly version: number;
  readonly name: string;
  /** The public beginning of the key, by which people find the row of a key that they see. */
  readonly startsWith: string;
  readonly hash: string;
  readonly scopes: readonly string[];
  readonly createdAt: Date;
  readonly createdBy: KeyHandler;
  readonly expiresAt: Date | null;
  readonly lastUsedAt: Date | null;
  readonly revokedAt: Date | null;
  readonly revokedBy: KeyHandler | null;
}

/** The key once somebody has revoked it. Only the first revocation counts. */
export function afterRevocation(key: ApiKey, by: KeyHandler, at: Date): ApiKey {
  if (key.revokedAt !== null) return key;
  return { ...key, version: key.version + 1, revokedAt: at, revokedBy: { id: by.id, name: by.name } };
}

/** The first of the wanted scopes that whoever makes the key has not: nobody gives what they do not have. */
export function scopeBeyond(wanted: readonly string[], own: readonly string[]): string | undefined {
  return wanted.find((scope) => !own.includes(scope));
}

/** What the other services must know of it. */
export function apiKeyStateOf(key: ApiKey): ApiKeyState {
  return {
    apiKeyId: key.id,
    version: key.version,
    name: key.name,
    hash: key.hash,
    scopes: [...key.scopes],
    expiresAt: key.expiresAt?.toISOString() ?? null,
    revokedAt: key.revokedAt?.toISOString() ?? null,
  };
}
