import { Injectable } from '@nestjs/common';
import type { SqlRunner, Transaction } from '#libs/database';
import type { Upload, UploadContent } from './upload.js';

const UPLOAD = `id, storage_key AS "storageKey", media_type AS "mediaType", size, sha256`;

@Injectable()
export class UploadRepository {
  async find(runner: SqlRunner, id: string): Promise<Upload | undefined> {
    const [upload] = await runner.query<Upload>(
      `SELECT ${UPLOAD} FROM uploads WHERE id = $1 AND state IN ('kept', 'released')`,
      [id],
    );
    return upload;
  }

  /** Writes down that bytes are about to be stored, so that they are found again whatever happens. */
  async begin(
    transaction: Transaction,
    { id, storageKey, mediaType }: Pick<Upload, 'id' | 'storageKey' | 'mediaType'>,
    dueAt: Date,
  ): Promise<void> {
    await transaction.query(
      `INSERT INTO uploads (storage_key, id, state, media_type, due_at) VALUES ($1, $2, 'arriving', $3, $4)`,
      [storageKey, id, mediaType, dueAt],
    );
  }

  /** As `find`, and nobody else settles an upload of this id until the transaction ends. */
  async findToSettle(transaction: Transaction, id: string): Promise<Upload | undefined> {
    await transaction.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
      `catalog upload ${id}`,
    ]);
    return this.find(transaction, id);
  }

  /** @returns false when it took so long that the sweep has given it up. */
  async keep(
    transaction: Transaction,
    storageKey: string,
    { size, sha256 }: Pick<UploadContent, 'size' | 'sha256'>,
    dueAt: Date,
  ): Promise<boolean> {
    const kept = await transaction.query(
      `UPDATE uploads SET state = 'kept', size = $2, sha256 = $3, due_at = $4
       WHERE storage_key = $1 AND state = 'arriving' RETURNING 1`,
      [storageKey, size, sha256, dueAt],
    );
    return kept.length > 0;
  }

  /** @returns false when it has been given up meanwhile. */
  async renew(transaction: Transaction, storageKey: string, dueAt: Date): Promise<boolean> {
    const there = await transaction.query(
      `UPDATE uploads SET due_at = CASE state WHEN 'kept' THEN greatest(due_at, $2) END
       WHERE storage_key = $1 AND state IN ('kept', 'released') RETURNING 1`,
      [storageKey, dueAt],
    );
    return there.length > 0;
  }

  /** Those of these uploads that are there; nobody gives them up until the transaction ends. */
  async lock(transaction: Transaction, ids: readonly string[]): Promise<Upload[]> {
    return transaction.query<Upload>(
      `SELECT ${UPLOAD} FROM uploads WHERE id = ANY ($1::uuid[]) AND state IN ('kept', 'released')
       ORDER BY id FOR UPDATE`,
      [ids],
    );
  }

  /** They belong to a release from now on, and stay for good. */
  async release(transaction: Transaction, storageKeys: readonly string[]): Promise<void> {
    await transaction.query(
      `UPDATE uploads SET state = 'released', due_at = NULL WHERE storage_key = ANY ($1::text[])`,
      [storageKeys],
    );
  }

  /**
   * Gives up some of what is due. The state decides and not a look at the releases: a release that commits beside this
   * statement is seen by it only in the row that both write.
   * @param againAt when they are due again, should whoever removes the bytes not come to the end.
   * @returns their storage keys.
   */
  async giveUpDue(transaction: Transaction, now: Date, againAt: Date, limit: number): Promise<string[]> {
    const rows = await transaction.query<{ storageKey: string }>(
      `UPDATE uploads SET state = 'removing', due_at = $2
       WHERE storage_key IN (
         SELECT storage_key FROM uploads WHERE due_at <= $1 ORDER BY due_at LIMIT $3 FOR UPDATE SKIP LOCKED
       )
       RETURNING storage_key AS "storageKey"`,
      [now, againAt, limit],
    );
    return rows.map(({ storageKey }) => storageKey);
  }

  /**
   * Gives up an attempt that has come to nothing.
   * @returns false when it was kept, or given up before.
   */
  async giveUp(transaction: Transaction, storageKey: string, againAt: Date): Promise<boolean> {
    const givenUp = await transaction.query(
      `UPDATE uploads SET state = 'removing', due_at = $2 WHERE storage_key = $1 AND state = 'arriving' RETURNING 1`,
      [storageKey, againAt],
    );
    return givenUp.length > 0;
  }

  /** Its bytes are gone. */
  async forget(transaction: Transaction, storageKey: string): Promise<void> {
    await transaction.query(`DELETE FROM uploads WHERE storage_key = $1 AND state = 'removing'`, [
      storageKey,
    ]);
  }

  async nextDue(runner: SqlRunner): Promise<Date | null> {
    const [row] = await runner.query<{ due: Date | null }>('SELECT min(due_at) AS due FROM uploads');
    return row?.due ?? null;
  }
}
