import { Injectable } from '@nestjs/common';
import type { SqlRunner, Transaction } from '#libs/database';
import type { Wish } from '#libs/http';
import type { ApiKey } from './api-key.js';

const COLUMNS = `id, version, name, starts_with AS "startsWith", hash, scopes, created_at AS "createdAt",
  json_build_object('id', created_by_id, 'name', created_by_name) AS "createdBy", expires_at AS "expiresAt",
  last_used_at AS "lastUsedAt", revoked_at AS "revokedAt",
  CASE WHEN revoked_by_id IS NOT NULL THEN json_build_object('id', revoked_by_id, 'name', revoked_by_name) END
    AS "revokedBy"`;

@Injectable()
export class ApiKeyRepository {
  async insert(transaction: Transaction, key: ApiKey, wish: Wish): Promise<void> {
    await transaction.query(
      `INSERT INTO api_keys (id, version, name, starts_with, hash, scopes, created_at, created_by_id, created_by_name,
         expires_at, idempotency_key, input_hash)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
      [
        key.id,
        key.version,
        key.name,
        key.startsWith,
        key.hash,
        key.scopes,
        key.createdAt,
        key.createdBy.id,
        key.createdBy.name,
        key.expiresAt,
        wish.key,
        wish.inputHash,
      ],
    );
  }

  /** What an earlier request of this operator with this key made. A twin that is still at work is waited for. */
  async findByWish(
    transaction: Transaction,
    operatorId: string,
    wishKey: string,
  ): Promise<{ apiKey: ApiKey; inputHash: string } | undefined> {
    const scope = `${operatorId} ${wishKey}`;
    await transaction.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 15))', [scope]);
    const [row] = await transaction.query<ApiKey & { inputHash: string }>(
      `SELECT ${COLUMNS}, input_hash AS "inputHash" FROM api_keys WHERE created_by_id = $1 AND idempotency_key = $2`,
      [operatorId, wishKey],
    );
    if (row === undefined) return undefined;
    const { inputHash, ...apiKey } = row;
    return { apiKey, inputHash };
  }

  /** Reads it and keeps everybody else from changing it until the transaction ends. */
  async lock(transaction: Transaction, id: string): Promise<ApiKey | undefined> {
    const [row] = await transaction.query<ApiKey>(
      `SELECT ${COLUMNS} FROM api_keys WHERE id = $1 FOR UPDATE`,
      [id],
    );
    return row;
  }

  async revoke(transaction: Transaction, { id, version, revokedAt, revokedBy }: ApiKey): Promise<void> {
    await transaction.query(
      `UPDATE api_keys SET version = $2, revoked_at = $3, revoked_by_id = $4, revoked_by_name = $5 WHERE id = $1`,
      [id, version, revokedAt, revokedBy?.id ?? null, revokedBy?.name ?? null],
    );
  }

  /** Uses of one key are told by several services, in any order: the latest stays. */
  async noteUse(transaction: Transaction, id: string, usedAt: string): Promise<void> {
    await transaction.query(
      'UPDATE api_keys SET last_used_at = $2 WHERE id = $1 AND (last_used_at IS NULL OR last_used_at < $2)',
      [id, usedAt],
    );
  }

  /** Newest first, one more than the limit. */
  async list(
    runner: SqlRunner,
    { after, limit }: { after?: string | undefined; limit: number },
  ): Promise<ApiKey[]> {
    return runner.query<ApiKey>(
      `SELECT ${COLUMNS} FROM api_keys WHERE $1::uuid IS NULL OR id < $1 ORDER BY id DESC LIMIT $2`,
      [after ?? null, limit + 1],
    );
  }
}
