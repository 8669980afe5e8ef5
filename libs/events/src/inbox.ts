import type { Transaction } from '#libs/database';
import type { Consumer, Delivery } from './consumer.js';
import type { LoggedEvent } from './event-log.js';

/**
 * Marks an event as handled by a consumer, for the transaction that handles it. Whoever else wants the same event waits
 * for the end of that transaction.
 * @param statementLimitMs from here to its end no statement of the transaction may take longer.
 * @returns false when it has been handled before.
 */
export async function claim(
  transaction: Transaction,
  consumer: string,
  { id, topic, key }: LoggedEvent,
  statementLimitMs?: number,
): Promise<boolean> {
  // The limit comes with the claim, because a statement for it alone would cost each event a round trip.
  const claimed =
    statementLimitMs === undefined
      ? await transaction.query(`${CLAIM} RETURNING 1`, [consumer, id, topic, key])
      : await transaction.query(`${CLAIM} RETURNING set_config('statement_timeout', $5, true)`, [
          consumer,
          id,
          topic,
          key,
          String(statementLimitMs),
        ]);
  return claimed.length > 0;
}

/**
 * The same for many at once, in one statement.
 * @returns those that had not been handled, in their order; what is given twice comes once.
 */
export async function claimAll(
  transaction: Transaction,
  deliveries: readonly Delivery[],
): Promise<Delivery[]> {
  // In one order whoever claims, so that two with the same events do not wait for each other; and all at one instant,
  // because the order of claiming is not that of the events.
  const rows = await transaction.query<{ mark: string }>(
    `INSERT INTO inbox (consumer, event_id, topic, key, handled_at)
     SELECT consumer, event_id, topic, key, statement_timestamp()
     FROM unnest($1::text[], $2::uuid[], $3::text[], $4::text[]) AS given (consumer, event_id, topic, key)
     ORDER BY event_id, consumer
     ON CONFLICT DO NOTHING RETURNING ${MARK}`,
    [
      deliveries.map(({ consumer }) => consumer.name),
      deliveries.map(({ event }) => event.id),
      deliveries.map(({ event }) => event.topic),
      deliveries.map(({ event }) => event.key),
    ],
  );
  const claimed = new Set(rows.map(({ mark }) => mark));
  return deliveries.filter((delivery) => claimed.delete(markOf(delivery)));
}

/** Of these, the ones that have been handled. */
export async function handledOf(
  transaction: Transaction,
  deliveries: readonly Delivery[],
): Promise<ReadonlySet<Delivery>> {
  const rows = await transaction.query<{ mark: string }>(
    `SELECT ${MARK} FROM unnest($1::text[], $2::uuid[]) AS given (consumer, event_id)
     JOIN inbox USING (consumer, event_id)`,
    [deliveries.map(({ consumer }) => consumer.name), deliveries.map(({ event }) => event.id)],
  );
  const handled = new Set(rows.map(({ mark }) => mark));
  return new Set(deliveries.filter((delivery) => handled.has(markOf(delivery))));
}

/** What tells a delivery from others, however often the log makes it. */
export const markOf = ({ consumer, event }: Delivery): string => `${event.id.toLowerCase()} ${consumer.name}`;

/** Takes marks back before anybody else could see them. */
export async function unclaim(
  transaction: Transaction,
  deliveries: readonly { consumer: Pick<Consumer, 'name'>; event: Pick<LoggedEvent, 'id'> }[],
): Promise<void> {
  await transaction.query(
    `DELETE FROM inbox WHERE (consumer, event_id) IN (SELECT * FROM unnest($1::text[], $2::uuid[]))`,
    [deliveries.map(({ consumer }) => consumer.name), deliveries.map(({ event }) => event.id)],
  );
}

const MARK = `event_id || ' ' || consumer AS mark`;
const CLAIM =
  'INSERT INTO inbox (consumer, event_id, topic, key) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING';
