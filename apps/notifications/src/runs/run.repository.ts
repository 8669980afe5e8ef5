import { Injectable } from '@nestjs/common';
import type { SqlRunner, Transaction } from '#libs/database';
import type { Run } from './run.js';

const COLUMNS = `r.id, r.journey_key AS "journeyKey", r.journey_version AS "journeyVersion", r.person_id AS "personId",
  r.article_id AS "articleId", r.state, r.step, r.due_at AS "dueAt", r.waiting_for AS "waitingFor", r.reason, r.version`;

@Injectable()
export class RunRepository {
  /** @returns false when the person is on this journey already, or has been because of this article. */
  async insert(transaction: Transaction, run: Run): Promise<boolean> {
    const rows = await transaction.query(
      `INSERT INTO runs (id, journey_key, journey_version, person_id, article_id, state, step, due_at, waiting_for,
         reason, version)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT DO NOTHING RETURNING 1`,
      [
        run.id,
        run.journeyKey,
        run.journeyVersion,
        run.personId,
        run.articleId,
        run.state,
        run.step,
        run.dueAt,
        run.waitingFor,
        run.reason,
        run.version,
      ],
    );
    return rows.length > 0;
  }

  /** Saves a run that this transaction has locked. */
  async save(transaction: Transaction, run: Run): Promise<void> {
    await transaction.query(
      'UPDATE runs SET state = $2, step = $3, due_at = $4, waiting_for = $5, reason = $6, version = $7 WHERE id = $1',
      [run.id, run.state, run.step, run.dueAt, run.waitingFor, run.reason, run.version],
    );
  }

  async lock(transaction: Transaction, id: string): Promise<Run | undefined> {
    const [row] = await transaction.query<Run>(`SELECT ${COLUMNS} FROM runs r WHERE r.id = $1 FOR UPDATE`, [
      id,
    ]);
    return row;
  }

  /** The next run that is due, locked; those that somebody else has locked are left to them. */
  async lockDue(transaction: Transaction, now: Date): Promise<Run | undefined> {
    const [row] = await transaction.query<Run>(
      `SELECT ${COLUMNS} FROM runs r WHERE r.state = 'waiting' AND r.due_at <= $1
       ORDER BY r.due_at LIMIT 1 FOR UPDATE SKIP LOCKED`,
      [now],
    );
    return row;
  }

  /** Looks at a run again later; one that has gone on meanwhile stays as it is. */
  async putOff(transaction: Transaction, { id, version }: Run, dueAt: Date): Promise<void> {
    await transaction.query(
      `UPDATE runs SET due_at = $3 WHERE id = $1 AND version = $2 AND state = 'waiting'`,
      [id, version, dueAt],
    );
  }

  async lockWaitingOf(transaction: Transaction, personId: string): Promise<Run[]> {
    return transaction.query<Run>(
      `SELECT ${COLUMNS} FROM runs r WHERE r.person_id = $1 AND r.state = 'waiting' ORDER BY r.id FOR UPDATE`,
      [personId],
    );
  }

  async nextDue(runner: SqlRunner): Promise<Date | null> {
    const [row] = await runner.query<{ due: Date | null }>(
      `SELECT min(due_at) AS due FROM runs WHERE state = 'waiting'`,
    );
    return row?.due ?? null;
  }

  /** The article that a person was led on from last. */
  async latestArticleOf(runner: SqlRunner, personId: string): Promise<string | undefined> {
    const [row] = await runner.query<{ articleId: string }>(
      'SELECT article_id AS "articleId" FROM runs WHERE person_id = $1 ORDER BY id DESC LIMIT 1',
      [personId],
    );
    return row?.articleId;
  }
}
