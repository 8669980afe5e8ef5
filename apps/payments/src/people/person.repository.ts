import { Injectable } from '@nestjs/common';
import type { PersonInput } from '#libs/contracts';
import type { Transaction } from '#libs/database';

@Injectable()
export class PersonRepository {
  /** @returns whether the person is new or described differently than before. */
  async describe(transaction: Transaction, personId: string, { email, name }: PersonInput): Promise<boolean> {
    const changed = await transaction.query(
      `INSERT INTO people AS known (person_id, email, name) VALUES ($1, $2, $3)
       ON CONFLICT (person_id) DO UPDATE SET email = $2, name = $3
       WHERE (known.email, known.name) IS DISTINCT FROM ($2, $3) RETURNING 1`,
      [personId, email, name],
    );
    return changed.length > 0;
  }
}
