import { Injectable } from '@nestjs/common';
import type { ApiKeyState } from '#libs/contracts';
import type { SqlRunner, Transaction } from '#libs/database';

/** What a service knows of an operator's key, from notifications. */
export interface ApiKeyFacts {
  readonly apiKeyId: string;
  readonly name: string;
  readonly hash: string;
  readonly scopes: readonly string[];
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
}

@Injectable()
export class ApiKeyFactsRepository {
  /** Takes in the state of a key. One that is older than what is known changes nothing: a key never revives. */
  async put(transaction: Transaction, key: ApiKeyState): Promise<void> {
    await transaction.query(
      `INSERT INTO api_key_facts (id, version, name, hash, scopes, expires_at, revoked_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (id) DO UPDATE SET version = $2, name = $3, hash = $4, scopes = $5, expires_at = $6, revoked_at = $7
       WHERE api_key_facts.version < $2`,
      [key.apiKeyId, key.version, key.name, key.hash, key.scopes, key.expiresAt, key.revokedAt],
    );
  }

  async find(runner: SqlRunner, apiKeyId: string): Promise<ApiKeyFacts | undefined> {
    const [row] = await runner.query<ApiKeyFacts>(
      `SELECT id AS "apiKeyId", name, hash, scopes, expires_at AS "expiresAt", revoked_at AS "revokedAt"
       FROM api_key_facts WHERE id = $1`,
      [apiKeyId],
    );
    return row;
  }

  /**
   * Notes that a key was used, unless that was noted after `before`.
   * @returns whether it was noted now.
   */
  async noteUse(transaction: Transaction, apiKeyId: string, usedAt: Date, before: Date): Promise<boolean> {
    const rows = await transaction.query(
      `INSERT INTO api_key_uses (api_key_id, used_at) VALUES ($1, $2)
       ON CONFLICT (api_key_id) DO UPDATE SET used_at = $2 WHERE api_key_uses.used_at <= $3 RETURNING 1`,
      [apiKeyId, usedAt, before],
    );
    return rows.length > 0;
  }
}
