import { Injectable } from '@nestjs/common';
import type { SqlRunner, Transaction } from '#libs/database';

/** The right of a person to the current files of a course. */
export interface Entitlement {
  readonly id: string;
  readonly version: number;
  readonly personId: string;
  readonly courseId: string;
  readonly orderId: string;
  readonly epoch: number;
}

@Injectable()
export class EntitlementRepository {
  /** @returns false when the order has given this course before. */
  async insert(transaction: Transaction, entitlement: Entitlement, grantedAt: Date): Promise<boolean> {
    const { id, version, personId, courseId, orderId, epoch } = entitlement;
    const inserted = await transaction.query(
      `INSERT INTO entitlements (id, version, person_id, course_id, order_id, epoch, granted_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (order_id, course_id) DO NOTHING RETURNING 1`,
      [id, version, personId, courseId, orderId, epoch, grantedAt],
    );
    return inserted.length > 0;
  }

  /** An entitlement that has not been revoked. */
  async find(runner: SqlRunner, id: string): Promise<Entitlement | undefined> {
    const [entitlement] = await runner.query<Entitlement>(
      `SELECT ${ENTITLEMENT} FROM entitlements WHERE id = $1 AND revoked_at IS NULL`,
      [id],
    );
    return entitlement;
  }

  /** One per course that a person may download: the oldest, when it was bought more than once. */
  async ofPerson(runner: SqlRunner, personId: string): Promise<Entitlement[]> {
    return runner.query<Entitlement>(
      `SELECT * FROM (
         SELECT DISTINCT ON (course_id) ${ENTITLEMENT} FROM entitlements
         WHERE person_id = $1 AND revoked_at IS NULL ORDER BY course_id, id
       ) one_per_course ORDER BY id`,
      [personId],
    );
  }

  /** Gives it its next version; undefined when it has been revoked. Locks it until the transaction ends. */
  async advance(transaction: Transaction, id: string): Promise<Entitlement | undefined> {
    const [entitlement] = await transaction.query<Entitlement>(
      `UPDATE entitlements SET version = version + 1 WHERE id = $1 AND revoked_at IS NULL RETURNING ${ENTITLEMENT}`,
      [id],
    );
    return entitlement;
  }
}

const ENTITLEMENT = `id, version, person_id AS "personId", course_id AS "courseId", order_id AS "orderId", epoch`;
