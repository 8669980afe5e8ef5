import { Injectable } from '@nestjs/common';
import { newId, type SqlRunner, type Transaction } from '#libs/database';
import { currentTraceparent, Metrics } from '#libs/observability';
import { COMES_FROM, purposeOf, type Message, type MessageContent, type MessageState } from './message.js';

const COLUMNS = `m.id, m.person_id AS "personId", m.purpose, m.run_id AS "runId", m.content, m.state, m.attempts,
  m.unanswered, m.traceparent`;

/** How an attempt may end. */
const OUTCOMES = ['sent', 'queued', 'uncertain', 'skipped', 'failed'] satisfies MessageState[];

export interface NewMessage {
  readonly personId: string;
  readonly content: MessageContent;
  /** What it answers: an event's id or a run's step. One cause makes one message of a sort. */
  readonly cause: string;
  readonly runId?: string;
  /** Whether anybody can have caused it by typing the address. */
  readonly unverified?: boolean;
  /** Why it is not to be sent at all, but only kept for operators to see. */
  readonly leftOut?: string;
}

export interface Outcome {
  readonly state: MessageState;
  /** When it is looked at again. */
  readonly dueAt?: Date;
  readonly sentAt?: Date;
  readonly reason?: string;
  /** Nobody knows whether the mail of this attempt has gone. */
  readonly unanswered?: boolean;
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
  private readonly outcomes;

  constructor(metrics: Metrics) {
    this.outcomes = metrics.counter(
      'ally_sends_total',
      'What came of messages each time that somebody tried: sent, queued (put off), uncertain, skipped, failed.',
      ['outcome'],
    );
    for (const outcome of OUTCOMES) this.outcomes.inc({ outcome }, 0);
  }

  /** Queues a message to be sent at once; the second of the same cause is left out. */
  async queue(transaction: Transaction, message: NewMessage, now: Date): Promise<void> {
    const { template } = message.content;
    await transaction.query(
      `INSERT INTO messages (id, person_id, template, purpose, cause, run_id, content, state, due_at, queued_at,
         traceparent, unverified, reason)
       VALUES ($1, $2, $3, $4, $5, $6, $7, CASE WHEN $11::text IS NULL THEN 'queued' ELSE 'skipped' END,
         CASE WHEN $11::text IS NULL THEN $8::timestamptz END, $8, $9, $10, $11) ON CONFLICT (cause, template) DO NOTHING`,
      [
        newId(),
        message.personId,
        template,
        purposeOf(template),
        message.cause,
        message.runId ?? null,
        message.content,
        now,
        currentTraceparent(),
        message.unverified ?? false,
        message.leftOut ?? null,
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

  /** Some messages that are due, locked: queued ones, and those of whose sender or server nothing was heard in time. */
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

  /**
   * Begins an attempt on a message that is locked and due. Whoever finds it after `heardOfBy` may assume that the sender
   * is gone, and an attempt that was found so counts as unanswered.
   * @returns the message as it is then.
   */
  async beginAttempt(transaction: Transaction, id: string, heardOfBy: Date): Promise<Message> {
    const [begun] = await transaction.query<Message>(
      `UPDATE messages m
       SET state = 'submitting', due_at = $2, reason = NULL, attempts = attempts + 1,
         unanswered = unanswered + CASE state WHEN 'submitting' THEN 1 ELSE 0 END
       WHERE id = $1 AND state = ANY($3) RETURNING ${COLUMNS}`,
      [id, heardOfBy, COMES_FROM.submitting],
    );
    if (begun === undefined) throw new Error(`Message ${id} is not to be sent`);
    return begun;
  }

  /**
   * Records how attempt number `attempt` ended. An attempt that has been overtaken by a later one records nothing, and a
   * message that has come to its end stays there.
   * @returns whether it was recorded.
   */
  async settle(transaction: Transaction, id: string, attempt: number, outcome: Outcome): Promise<boolean> {
    const rows = await transaction.query(
      `UPDATE messages
       SET state = $3, due_at = $4, sent_at = $5, reason = $6, unanswered = unanswered + $7
       WHERE id = $1 AND attempts = $2 AND state = ANY($8) RETURNING 1`,
      [
        id,
        attempt,
        outcome.state,
        outcome.dueAt ?? null,
        outcome.sentAt ?? null,
        outcome.reason ?? null,
        outcome.unanswered === true ? 1 : 0,
        COMES_FROM[outcome.state],
      ],
    );
    if (rows.length > 0) transaction.onCommit(() => this.outcomes.inc({ outcome: outcome.state }));
    return rows.length > 0;
  }

  /** What has still something before it, by state. */
  async countWaiting(runner: SqlRunner): Promise<{ state: MessageState; count: number }[]> {
    return runner.query('SELECT state, count(*) FROM messages WHERE due_at IS NOT NULL GROUP BY state');
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
