import { Injectable } from '@nestjs/common';
import type { PersonInput } from '#libs/contracts';
import type { SqlRunner, Transaction } from '#libs/database';

@Injectable()
export class PersonRepository {
  /** @returns true when this person is new here or described in another way than before. */
  async describe(transaction: Transaction, personId: string, { name, email }: PersonInput): Promise<boolean> {
    const rows = await transaction.query(
      `INSERT INTO people AS p (person_id, email, name) VALUES ($1, $2, $3)
       ON CONFLICT (person_id) DO UPDATE SET email = excluded.email, name = excluded.name
       WHERE (p.email, p.name) IS DISTINCT FROM (excluded.email, excluded.name)
       RETURNING 1`,
      [personId, email, name],
    );
    return rows.length > 0;
  }

  async find(runner: SqlRunner, personId: string): Promise<PersonInput | undefined> {
    const [row] = await runner.query<PersonInput>('SELECT name, email FROM people WHERE person_id = $1', [
      personId,
    ]);
    return row;
  }
}
