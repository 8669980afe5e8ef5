import { Injectable } from '@nestjs/common';
import type { ReleaseFile } from '#libs/contracts';
import type { SqlRunner, Transaction } from '#libs/database';

/** One use of an entitlement: one file, as it was when its link was made, so that a resumed transfer stays the same. */
export interface Download {
  readonly id: string;
  readonly entitlementId: string;
  readonly file: ReleaseFile;
}

@Injectable()
export class DownloadRepository {
  async insert(
    transaction: Transaction,
    { id, entitlementId, file }: Download,
    createdAt: Date,
  ): Promise<void> {
    await transaction.query(
      'INSERT INTO downloads (id, entitlement_id, file, created_at) VALUES ($1, $2, $3, $4)',
      [id, entitlementId, file, createdAt],
    );
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
