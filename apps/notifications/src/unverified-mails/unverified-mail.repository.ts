import { Injectable } from '@nestjs/common';
import type { Transaction } from '#libs/database';
import type { Standing } from './unverified-mail.js';

const AN_HOUR_MS = 60 * 60_000;
const A_DAY_MS = 24 * AN_HOUR_MS;

/** The reason why a message was left out. */
export const TOO_MANY_UNVERIFIED = 'too-many-unverified';

@Injectable()
export class UnverifiedMailRepository {
  /**
   * How an address stands. Until the transaction ends nobody else asks this, so that of two mails at once each counts
   * the other. Takes the same time for every address.
   */
  async standingOf(
    transaction: Transaction,
    personId: string,
    template: string,
    now: Date,
  ): Promise<Standing> {
    await transaction.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 8))', [personId]);
    const [row] = await transaction.query<Standing>(
      `SELECT EXISTS (SELECT FROM people WHERE person_id = $1 AND proven_at IS NOT NULL) AS "isProven",
         (SELECT count(*)::int FROM messages
          WHERE person_id = $1 AND unverified AND state <> 'skipped' AND queued_at > $3) AS "inADay",
         (SELECT count(*)::int FROM messages
          WHERE person_id = $1 AND template = $2 AND queued_at > $4) AS "ofSortInAnHour"`,
      [personId, template, new Date(now.getTime() - A_DAY_MS), new Date(now.getTime() - AN_HOUR_MS)],
    );
    if (row === undefined) throw new Error('A row of subqueries is missing');
    return row;
  }

  /** The owner of the address has shown that it is theirs. */
  async prove(transaction: Transaction, personId: string, now: Date): Promise<void> {
    await transaction.query('UPDATE people SET proven_at = $2 WHERE person_id = $1 AND proven_at IS NULL', [
      personId,
      now,
    ]);
  }
}
