import { Injectable } from '@nestjs/common';
import { newId, type SqlRunner, type Transaction } from '#libs/database';
import type { Subscription } from './subscription.js';

const COLUMNS =
  'id, person_id AS "personId", state, topics, reader_id AS "readerId", via, wanted, epoch, version';

@Injectable()
export class SubscriptionRepository {
  async find(runner: SqlRunner, id: string): Promise<Subscription | undefined> {
    const [row] = await runner.query<Subscription>(`SELECT ${COLUMNS} FROM subscriptions WHERE id = $1`, [
      id,
    ]);
    return row;
  }

  /** A person has one subscription: nobody else touches it until the transaction ends, even if there is none yet. */
  async lockOf(transaction: Transaction, personId: string): Promise<Subscription | undefined> {
    await transaction.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 3))', [personId]);
    const [row] = await transaction.query<Subscription>(
      `SELECT ${COLUMNS} FROM subscriptions WHERE person_id = $1 FOR UPDATE`,
      [personId],
    );
    return row;
  }

  async save(transaction: Transaction, subscription: Subscription): Promise<void> {
    await transaction.query(
      `INSERT INTO subscriptions (id, person_id, state, topics, reader_id, via, epoch, version, wanted)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
       ON CONFLICT (id) DO UPDATE SET state = $3, topics = $4, reader_id = $5, via = $6, epoch = $7, version = $8,
         wanted = $9`,
      [
        subscription.id,
        subscription.personId,
        subscription.state,
        subscription.topics,
        subscription.readerId,
        subscription.via,
        subscription.epoch,
        subscription.version,
        subscription.wanted,
      ],
    );
  }

  async isConfirmed(runner: SqlRunner, personId: string, topic: string): Promise<boolean> {
    const rows = await runner.query(
      `SELECT FROM subscriptions WHERE person_id = $1 AND state = 'confirmed' AND $2 = ANY (topics)`,
      [personId, topic],
    );
    return rows.length > 0;
  }

  /** Confirmed subscriptions to a topic made in this reader's browser. Nobody ends them until the transaction ends. */
  async lockConfirmedOfReader(
    transaction: Transaction,
    readerId: string,
    topic: string,
  ): Promise<Subscription[]> {
    return transaction.query<Subscription>(
      `SELECT ${COLUMNS} FROM subscriptions
       WHERE reader_id = $1 AND state = 'confirmed' AND $2 = ANY (topics) ORDER BY id FOR SHARE`,
      [readerId, topic],
    );
  }

  async confirmedPeopleOfReader(runner: SqlRunner, readerId: string): Promise<string[]> {
    const rows = await runner.query<{ personId: string }>(
      `SELECT person_id AS "personId" FROM subscriptions WHERE reader_id = $1 AND state = 'confirmed'`,
      [readerId],
    );
    return rows.map(({ personId }) => personId);
  }

  /** @param source where the person said it: a route, and the mail or article that led there. */
  async recordConsent(
    transaction: Transaction,
    consent: {
      personId: string;
      fact: 'requested' | 'confirmed' | 'withdrawn';
      topics: readonly string[];
      source: string;
      at: Date;
    },
  ): Promise<void> {
    await transaction.query(
      'INSERT INTO consents (id, person_id, fact, topics, source, at) VALUES ($1, $2, $3, $4, $5, $6)',
      [newId(), consent.personId, consent.fact, consent.topics, consent.source, consent.at],
    );
  }
}
