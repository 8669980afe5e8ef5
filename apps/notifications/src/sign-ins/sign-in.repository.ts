import { Injectable } from '@nestjs/common';
import type { SqlRunner, Transaction } from '#libs/database';

/** A sign-in that has been asked for and can still happen. */
export interface OpenSignIn {
  readonly id: string;
  readonly personId: string;
}

@Injectable()
export class SignInRepository {
  async add(transaction: Transaction, signIn: OpenSignIn, expiresAt: Date): Promise<void> {
    await transaction.query('INSERT INTO sign_ins (id, person_id, expires_at) VALUES ($1, $2, $3)', [
      signIn.id,
      signIn.personId,
      expiresAt,
    ]);
  }

  /** Until when a sign-in can happen; undefined when it has happened already. */
  async opensUntil(runner: SqlRunner, id: string): Promise<Date | undefined> {
    const [row] = await runner.query<{ expiresAt: Date }>(
      'SELECT expires_at AS "expiresAt" FROM sign_ins WHERE id = $1 AND spent_at IS NULL',
      [id],
    );
    return row?.expiresAt;
  }

  /** Spends it: of two at once one gets it. */
  async spend(transaction: Transaction, id: string, now: Date): Promise<OpenSignIn | undefined> {
    const [row] = await transaction.query<OpenSignIn>(
      `UPDATE sign_ins SET spent_at = $2 WHERE id = $1 AND spent_at IS NULL AND expires_at > $2
       RETURNING id, person_id AS "personId"`,
      [id, now],
    );
    return row;
  }

  /** Until the transaction ends, nobody else asks for or tries a sign-in of this person. */
  async lockPerson(transaction: Transaction, personId: string): Promise<void> {
    await transaction.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 7))', [personId]);
  }

  /** The sign-in of a person that can still happen. */
  async open(transaction: Transaction, personId: string, now: Date): Promise<OpenSignIn | undefined> {
    const [row] = await transaction.query<OpenSignIn>(
      `SELECT id, person_id AS "personId" FROM sign_ins
       WHERE person_id = $1 AND spent_at IS NULL AND expires_at > $2 ORDER BY id DESC LIMIT 1`,
      [personId, now],
    );
    return row;
  }

  /**
   * Counts a try at the code of an open sign-in. Five tries are for all sign-ins of the person that have not run out,
   * spent or not: asking for another one gives no more of them.
   * @returns false when they are used up.
   */
  async countTry(transaction: Transaction, { id, personId }: OpenSignIn, now: Date): Promise<boolean> {
    const rows = await transaction.query(
      `UPDATE sign_ins SET tries = tries + 1
       WHERE id = $1 AND (SELECT sum(tries) FROM sign_ins WHERE person_id = $2 AND expires_at > $3) < 5
       RETURNING 1`,
      [id, personId, now],
    );
    return rows.length > 0;
  }
}
