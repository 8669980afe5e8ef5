import { Injectable } from '@nestjs/common';
import type { SqlRunner } from '#libs/database';

/** `unanswered`: closing for so long that the operator has been told. */
type LiveHoldState = 'held' | 'closing' | 'unanswered';

@Injectable()
export class LiveHoldsRepository {
  /** How many holds keep seats at this moment, by state; each count reads an index of its own. */
  async count(runner: SqlRunner): Promise<{ state: LiveHoldState; count: number }[]> {
    return runner.query(
      `SELECT 'held' AS state, count(*) FROM enrollments WHERE state = 'held'
       UNION ALL
       SELECT 'closing', count(*) FROM enrollments WHERE state = 'closing' AND closing_reported_at IS NULL
       UNION ALL
       SELECT 'unanswered', count(*) FROM enrollments WHERE state = 'closing' AND closing_reported_at IS NOT NULL`,
    );
  }
}
