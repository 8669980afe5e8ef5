import { Injectable } from '@nestjs/common';
import { newId, type SqlRunner, type Transaction } from '#libs/database';
import { purposeOf, type Message, type MessageContent, type MessageState } from './message.js';

const COLUMNS = `m.id, m.person_id AS "personId", m.purpose, m.run_id AS "runId", m.content, m.state, m.attempts`;

export interface NewMessage {
  readonly personId: string;
  readonly content: MessageContent;
  /** What it answers: an event's id or a run's step. One cause makes one message of a sort. */
  readonly cause: string;
  readonly runId?: string;
}

export interface ListedMessage extends Message {
  readonly template: string;
  readonly cause: string;
  readonly reason: string | null;
  readonly queuedAt: Date;
  readonly sentAt: Date | null;
}

@Injectable()
export class MessageRepository {
  /** Queues a message to be sent at once; the second of the same cause is left out. */
  async queue(transaction: Transaction, message: NewMessage, now: Date): Promise<void> {
    const { template } = message.content;
    await transaction.query(
      `INSERT INTO messages (id, person_id, template, purpose, cause, run_id, content, state, due_at, queued_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, 'queued', $8, $8) ON CONFLICT (cause, template) DO NOTHING`,
      [
        newId(),
        message.personId,
        template,
        purposeOf(template),
        message.cause,
        message.runId ?? null,
        message.content,
        now,
      ],
    );
  }

  /** Messages to this person need not wait any longer. */
  async makeDue(transaction: Transaction, personId: string, now: Date): Promise<void> {
    await transaction.query(
      `UPDATE messages SET due_at = $2 WHERE person_id = $1 AND state = 'queued' AND due_at > $2`,
      [personId, now],
    );
  }

  /** Some messages that are due, locked: queued ones, and those whose sender has not been heard of until now. */
  async lockDue(transaction: Transaction, now: Date, limit: number): Promise<Message[]> {
    return transaction.query<Message>(
      `SELECT ${COLUMNS} FROM messages m WHERE m.due_at <= $1 ORDER BY m.due_at LIMIT $2 FOR UPDATE SKIP LOCKED`,
      [now, limit],
    );
  }

  async nextDue(runner: SqlRunner): Promise<Date | null> {
    const [row] = await runner.query<{ due: Date | null }>(
      'SELECT min(due_at) AS due FROM messages WHERE due_at IS NOT NULL',
    );
    return row?.due ?? null;
  }

  /** Begins an attempt; whoever finds the message after `heardOfBy` may assume that the sender is gone. */
  async beginAttempt(transaction: Transaction, id: string, heardOfBy: Date): Promise<void> {
    await transaction.query(
      `UPDATE messages SET state = 'submitting', attempts = attempts + 1, due_at = $2 WHERE id = $1`,
      [id, heardOfBy],
    );
  }

  /**
   * Records how attempt number `attempt` ended. An attempt that has been overtaken by a later one records nothing.
   * @returns whether it was recorded.
   */
  async settle(
    transaction: Transaction,
    id: string,
    attempt: number,
    outcome: { state: MessageState; dueAt?: Date; sentAt?: Date; reason?: string },
  ): Promise<boolean> {
    const rows = await transaction.query(
      `UPDATE messages SET state = $3, due_at = $4, sent_at = $5, reason = $6
       WHERE id = $1 AND attempts = $2 AND state IN ('queued', 'submitting') RETURNING 1`,
      [id, attempt, outcome.state, outcome.dueAt ?? null, outcome.sentAt ?? null, outcome.reason ?? null],
    );
    return rows.length > 0;
  }

  async countSince(runner: SqlRunner, personId: string, template: string, since: Date): Promise<number> {
    const [row] = await runner.query<{ count: number }>(
      'SELECT count(*) FROM messages WHERE person_id = $1 AND template = $2 AND queued_at > $3',
      [personId, template, since],
    );
    return row?.count ?? 0;
  }

  /** What waits to be sent to a person by runs that have ended, with the journey that each was on. */
  async queuedAfterRuns(
    transaction: Transaction,
    personId: string,
  ): Promise<{ id: string; attempts: number; journeyKey: string; journeyVersion: number }[]> {
    return transaction.query(
      `SELECT m.id, m.attempts, r.journey_key AS "journeyKey", r.journey_version AS "journeyVersion"
       FROM messages m JOIN runs r ON r.id = m.run_id
       WHERE m.person_id = $1 AND m.state = 'queued' AND r.state = 'completed' ORDER BY m.id FOR UPDATE OF m`,
      [personId],
    );
  }

  /** The article of the run that sent this message. */
  async articleBehind(runner: SqlRunner, messageId: string): Promise<string | undefined> {
    const [row] = await runner.query<{ articleId: string }>(
      'SELECT r.article_id AS "articleId" FROM messages m JOIN runs r ON r.id = m.run_id WHERE m.id = $1',
      [messageId],
    );
    return row?.articleId;
  }

  /** Oldest first; for operators. */
  async list(runner: SqlRunner, after: string | undefined, limit: number): Promise<ListedMessage[]> {
    return runner.query<ListedMessage>(
      `SELECT ${COLUMNS}, m.template, m.cause, m.reason, m.queued_at AS "queuedAt", m.sent_at AS "sentAt"
       FROM messages m WHERE $1::uuid IS NULL OR m.id > $1 ORDER BY m.id LIMIT $2`,
      [after ?? null, limit + 1],
    );
  }
}
