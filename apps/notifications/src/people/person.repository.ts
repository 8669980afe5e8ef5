import { Injectable } from '@nestjs/common';
import type { SqlRunner, Transaction } from '#libs/database';

export interface Person {
  readonly personId: string;
  /** As typed: what mail is sent to. */
  readonly email: string;
  readonly name: string | null;
}

@Injectable()
export class PersonRepository {
  /**
   * Remembers a person. Anybody can type an address, so what is known of it stays; only a missing name is filled in.
   * @returns true when this told something new.
   */
  async describe(transaction: Transaction, { personId, email, name }: Person): Promise<boolean> {
    await this.lock(transaction, personId);
    const rows = await transaction.query(
      `INSERT INTO people AS p (person_id, email, name) VALUES ($1, $2, $3)
       ON CONFLICT (person_id) DO UPDATE SET name = $3 WHERE p.name IS NULL AND $3 IS NOT NULL
       RETURNING 1`,
      [personId, email, name],
    );
    return rows.length > 0;
  }

  /** Until the transaction ends, nobody else describes this person, or decides that nobody has. */
  async lock(transaction: Transaction, personId: string): Promise<void> {
    await transaction.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 6))', [personId]);
  }

  async find(runner: SqlRunner, personId: string): Promise<Person | undefined> {
    const [row] = await runner.query<Person>(
      'SELECT person_id AS "personId", email, name FROM people WHERE person_id = $1',
      [personId],
    );
    return row;
  }
}
