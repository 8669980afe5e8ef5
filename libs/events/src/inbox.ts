import type { Transaction } from '#libs/database';

/**
 * Marks an event as handled by a consumer, for the transaction that handles it. Whoever else wants the same event waits
 * for the end of that transaction.
 * @param statementLimitMs from here to its end no statement of the transaction may take longer.
 * @returns false when it has been handled before.
 */
export async function claim(
  transaction: Transaction,
  consumer: string,
  eventId: string,
  statementLimitMs?: number,
): Promise<boolean> {
  // The limit comes with the claim, because a statement for it alone would cost each event a round trip.
  const claimed =
    statementLimitMs === undefined
      ? await transaction.query(`${CLAIM} RETURNING 1`, [consumer, eventId])
      : await transaction.query(`${CLAIM} RETURNING set_config('statement_timeout', $3, true)`, [
          consumer,
          eventId,
          String(statementLimitMs),
        ]);
  return claimed.length > 0;
}

/** Takes the mark back before anybody else could see it. */
export async function unclaim(transaction: Transaction, consumer: string, eventId: string): Promise<void> {
  await transaction.query('DELETE FROM inbox WHERE consumer = $1 AND event_id = $2', [consumer, eventId]);
}

const CLAIM = 'INSERT INTO inbox (consumer, event_id) VALUES ($1, $2) ON CONFLICT DO NOTHING';
