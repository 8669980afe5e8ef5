import { Injectable } from '@nestjs/common';
import type { Transaction } from '#libs/database';

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

  /** Spends it: of two at once one gets it. */
  async spend(transaction: Transaction, id: string, now: Date): Promise<OpenSignIn | undefined> {
    const [row] = await transaction.query<OpenSignIn>(
      `UPDATE sign_ins SET spent_at = $2 WHERE id = $1 AND spent_at IS NULL AND expires_at > $2
       RETURNING id, person_id AS "personId"`,
      [id, now],
    );
    return row;
  }

  /** Counts a try at the newest open sign-in of a person; undefined when there is none, or its five tries are used. */
  async countTry(transaction: Transaction, personId: string, now: Date): Promise<OpenSignIn | undefined> {
    const [row] = await transaction.query<OpenSignIn>(
      `UPDATE sign_ins SET tries = tries + 1
       WHERE id = (
         SELECT id FROM sign_ins WHERE person_id = $1 AND spent_at IS NULL AND expires_at > $2 ORDER BY id DESC LIMIT 1
       ) AND tries < 5
       RETURNING id, person_id AS "personId"`,
      [personId, now],
    );
    return row;
  }
}
