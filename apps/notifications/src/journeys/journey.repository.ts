import { Injectable } from '@nestjs/common';
import type { SqlRunner, Transaction } from '#libs/database';
import { journeyFrom } from './journey-definition.js';
import type { Journey } from './journey.js';

@Injectable()
export class JourneyRepository {
  /** A published version never changes; publishing it again leaves it as it is. */
  async publish(transaction: Transaction, definition: { key: string; version: number }): Promise<void> {
    await transaction.query(
      'INSERT INTO journeys (key, version, definition) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
      [definition.key, definition.version, definition],
    );
  }

  async find(runner: SqlRunner, key: string, version: number): Promise<Journey | undefined> {
    const [row] = await runner.query<{ definition: unknown }>(
      'SELECT definition FROM journeys WHERE key = $1 AND version = $2',
      [key, version],
    );
    return row && journeyFrom(row.definition);
  }

  /** The newest version of each journey. */
  async current(runner: SqlRunner): Promise<Journey[]> {
    const rows = await runner.query<{ definition: unknown }>(
      'SELECT DISTINCT ON (key) definition FROM journeys ORDER BY key, version DESC',
    );
    return rows.map(({ definition }) => journeyFrom(definition));
  }
}
