import { Injectable } from '@nestjs/common';
import type { SqlRunner, Transaction } from '#libs/database';
import type { AuditedFields } from './audited-change.js';

/** One write of an operator: who did what to what, and what it changed. */
export interface AuditEntry {
  readonly id: string;
  readonly at: Date;
  readonly actorId: string;
  readonly actorName: string;
  readonly action: string;
  readonly kind: string;
  readonly objectId: string;
  readonly before: AuditedFields | null;
  readonly after: AuditedFields | null;
  readonly requestId: string | null;
}

export interface AuditFilter {
  readonly kind?: string | undefined;
  readonly objectId?: string | undefined;
  readonly actorId?: string | undefined;
}

@Injectable()
export class AuditRepository {
  async insert(transaction: Transaction, entry: AuditEntry): Promise<void> {
    await transaction.query(
      `INSERT INTO audit_entries (id, at, actor_id, actor_name, action, kind, object_id, before, after, request_id)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        entry.id,
        entry.at,
        entry.actorId,
        entry.actorName,
        entry.action,
        entry.kind,
        entry.objectId,
        entry.before,
        entry.after,
        entry.requestId,
      ],
    );
  }

  /** Newest first, one more than the limit. */
  async list(
    runner: SqlRunner,
    { after, limit }: { after?: string | undefined; limit: number },
    { kind, objectId, actorId }: AuditFilter = {},
  ): Promise<AuditEntry[]> {
    return runner.query<AuditEntry>(
      `SELECT id, at, actor_id AS "actorId", actor_name AS "actorName", action, kind, object_id AS "objectId",
         before, after, request_id AS "requestId"
       FROM audit_entries
       WHERE ($1::uuid IS NULL OR id < $1) AND ($2::text IS NULL OR kind = $2)
         AND ($3::text IS NULL OR object_id = $3) AND ($4::text IS NULL OR actor_id = $4)
       ORDER BY id DESC LIMIT $5`,
      [after ?? null, kind ?? null, objectId ?? null, actorId ?? null, limit + 1],
    );
  }
}
