import { Injectable } from '@nestjs/common';
import type { ReleaseFile } from '#libs/contracts';
import type { SqlRunner, Transaction } from '#libs/database';
import type { Wish } from '#libs/http';

/** One use of an entitlement: one file, as it was when its link was made, so that a resumed transfer stays the same. */
export interface Download {
  readonly id: string;
  readonly entitlementId: string;
  readonly file: ReleaseFile;
}

@Injectable()
export class DownloadRepository {
  /** @returns false when the wish's key has started a download before; waits for one in the making. */
  async insert(
    transaction: Transaction,
    { id, entitlementId, file }: Download,
    createdAt: Date,
    { key, inputHash }: Wish,
  ): Promise<boolean> {
    const inserted = await transaction.query(
      `INSERT INTO downloads (id, entitlement_id, file, created_at, idempotency_key, input_hash)
       VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (idempotency_key) DO NOTHING RETURNING 1`,
      [id, entitlementId, file, createdAt, key, inputHash],
    );
    return inserted.length > 0;
  }

  /** The download that a wish with this key has started. */
  async findByKey(
    runner: SqlRunner,
    key: string | null,
  ): Promise<{ readonly id: string; readonly inputHash: string } | undefined> {
    const [download] = await runner.query<{ id: string; inputHash: string }>(
      'SELECT id, input_hash AS "inputHash" FROM downloads WHERE idempotency_key = $1',
      [key],
    );
    return download;
  }

  /** Undefined also when the entitlement has been revoked. */
  async find(runner: SqlRunner, id: string): Promise<Download | undefined> {
    const [download] = await runner.query<Download>(
      `SELECT d.id, d.entitlement_id AS "entitlementId", d.file
       FROM downloads d JOIN entitlements e ON e.id = d.entitlement_id
       WHERE d.id = $1 AND e.revoked_at IS NULL`,
      [id],
    );
    return download;
  }

  /** @returns false when it had been used before. */
  async markUsed(transaction: Transaction, id: string, usedAt: Date): Promise<boolean> {
    const first = await transaction.query(
      'UPDATE downloads SET used_at = $2 WHERE id = $1 AND used_at IS NULL RETURNING 1',
      [id, usedAt],
    );
    return first.length > 0;
  }
}
