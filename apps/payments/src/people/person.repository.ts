import { Injectable } from '@nestjs/common';
import type { PersonInput } from '#libs/contracts';
import type { Transaction } from '#libs/database';

@Injectable()
export class PersonRepository {
  /**
   * Remembers a person. Anybody can type an address, so what is known of it stays as it is.
   * @returns whether the person is new here.
   */
  async describe(transaction: Transaction, personId: string, { email, name }: PersonInput): Promise<boolean> {
    const changed = await transaction.query(
      `INSERT INTO people (person_id, email, name) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING 1`,
      [personId, email, name],
    );
    return changed.length > 0;
  }
}
