/** A loss or a doubling made by hand, and the check that has to find it. */
export interface PlantedBreach {
  readonly name: string;
  readonly foundBy: string;
  readonly sql: string;
}

/** The first of these by its id, and no other. */
const anyId = (from: string): string => `(SELECT id FROM ${from} ORDER BY id LIMIT 1)`;
/**
 * All of these: what a check compares with the clients' memory has to be planted so, because the first one may be of a
 * client that was cut off before its answer came.
 */
const allIds = (from: string): string => `(SELECT id FROM ${from})`;
const FREE_SEATS = `enrollment.enrollments WHERE state = 'confirmed' AND price_amount = 0 AND person_id IN (
  SELECT person_id FROM enrollment.people WHERE email LIKE '%@faults.example.org')`;
const SEAT = anyId(FREE_SEATS);
const PAID_SEAT = anyId(`enrollment.enrollments WHERE state = 'confirmed' AND price_amount > 0`);
const ENTITLEMENT = anyId(`payments.entitlements t WHERE NOT EXISTS (
  SELECT FROM payments.downloads d WHERE d.entitlement_id = t.id)`);
const PAID_ORDER = anyId(`payments.orders WHERE state = 'paid'`);
const SEAT_MAIL = anyId(`notifications.messages WHERE template = 'seat-confirmed'`);
const OPT_INS = allIds(`notifications.messages WHERE template = 'subscription-opt-in' AND state = 'sent'`);

/** Each is planted in a transaction that is rolled back. */
export const plantedBreaches: readonly PlantedBreach[] = [
  {
    name: 'an enrollment that was acknowledged is gone',
    foundBy: 'acknowledged-enrollments-are-there',
    sql: `DELETE FROM enrollment.enrollments WHERE id IN ${allIds(FREE_SEATS)}`,
  },
  {
    name: 'a wish has two enrollments',
    foundBy: 'no-seat-twice',
    sql: `INSERT INTO enrollment.enrollments (id, session_id, person_id, seats, state, price_amount, price_currency, placed_at, input_hash)
      SELECT gen_random_uuid(), session_id, person_id, seats, state, price_amount, price_currency, placed_at, input_hash
      FROM enrollment.enrollments WHERE id = ${SEAT}`,
  },
  {
    name: 'a cancellation is forgotten',
    foundBy: 'enrollments-went-a-right-way',
    sql: `UPDATE enrollment.enrollments SET state = 'confirmed', closing_reason = NULL
      WHERE id IN ${allIds(`enrollment.enrollments WHERE state = 'cancelled'`)}`,
  },
  {
    name: 'a seat is counted that nobody has',
    foundBy: 'seats-add-up',
    sql: `UPDATE enrollment.sessions SET taken = taken + 1
      WHERE id = ${anyId('enrollment.sessions WHERE held + taken < capacity')}`,
  },
  {
    name: 'somebody has paid and has no seat',
    foundBy: 'paid-orders-gave-what-was-paid',
    sql: `UPDATE enrollment.enrollments SET state = 'expired', closing_reason = 'deadline' WHERE id = ${PAID_SEAT}`,
  },
  {
    name: 'somebody has paid and may not download',
    foundBy: 'paid-orders-gave-what-was-paid',
    sql: `DELETE FROM payments.entitlements WHERE id = ${ENTITLEMENT}`,
  },
  {
    name: 'a payment that was acknowledged is gone',
    foundBy: 'acknowledged-payments-count',
    sql: `UPDATE payments.orders SET state = 'abandoned' WHERE state = 'paid'`,
  },
  {
    name: 'a capture at the provider is forgotten',
    foundBy: 'captures-pay-or-went-back',
    sql: `DELETE FROM payments.attempts WHERE pays AND order_id = ${PAID_ORDER}`,
  },
  {
    name: 'money is counted that nobody paid',
    foundBy: 'money-adds-up',
    sql: `UPDATE payments.orders SET captured_amount = captured_amount + 1 WHERE id = ${PAID_ORDER}`,
  },
  {
    name: 'a seat is confirmed twice by mail',
    foundBy: 'seats-are-confirmed-once',
    sql: `INSERT INTO notifications.messages (id, person_id, template, purpose, cause, content, state, queued_at, sent_at)
      SELECT gen_random_uuid(), person_id, template, purpose, 'planted', content, state, queued_at, sent_at
      FROM notifications.messages WHERE id = ${SEAT_MAIL}`,
  },
  {
    name: 'a confirmation was never written',
    foundBy: 'confirmed-seats-have-their-mail',
    sql: `UPDATE notifications.messages SET content = '{}' WHERE template = 'seat-confirmed'`,
  },
  {
    name: 'an opt-in mail is gone',
    foundBy: 'subscriptions-led-to-one-opt-in-mail',
    sql: `DELETE FROM notifications.messages WHERE id IN ${OPT_INS}`,
  },
  {
    name: 'a mail that was sent never came',
    foundBy: 'sent-messages-are-in-the-mailbox',
    sql: `DELETE FROM notifications.mailbox WHERE id = ${anyId('notifications.mailbox')}`,
  },
  {
    name: 'a mail came twice without a crash',
    foundBy: 'mails-are-doubled-by-crashes-alone',
    sql: `INSERT INTO notifications.mailbox (id, recipient, subject, mail, raw, received_at)
      SELECT gen_random_uuid(), recipient, subject, mail, raw, received_at FROM notifications.mailbox, generate_series(1, 4)
      WHERE id = ${anyId('notifications.mailbox')}`,
  },
  {
    name: 'a fact is missing in the log',
    foundBy: 'the-log-has-no-gap',
    sql: `DELETE FROM event_log.events WHERE id = ${anyId(`event_log.events WHERE type = 'enrollment.enrollment.confirmed'`)}`,
  },
  {
    name: 'a fact is left in an outbox',
    foundBy: 'outboxes-are-empty',
    sql: `INSERT INTO payments.outbox (id, topic, type, key, occurred_at, data)
      SELECT id, topic, type, key, occurred_at, data FROM event_log.events WHERE type = 'payments.order.paid' LIMIT 1`,
  },
  {
    name: 'a read that was acknowledged is gone',
    foundBy: 'reads-count-once',
    sql: 'DELETE FROM catalog.reads',
  },
];
