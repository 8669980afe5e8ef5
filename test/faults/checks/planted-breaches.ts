/** A loss or a doubling made by hand, and the check that has to find it. */
export interface PlantedBreach {
  readonly name: string;
  /** A check. One of what was acknowledged has to find each acknowledgement, so all that they are about is broken. */
  readonly foundBy: string;
  /** One statement. */
  readonly sql: string;
}

/** The first of these by its id, and no other. */
const anyId = (from: string): string => `(SELECT id FROM ${from} ORDER BY id LIMIT 1)`;
const FREE_SEATS = `enrollment.enrollments WHERE state = 'confirmed' AND price_amount = 0 AND person_id IN (
  SELECT person_id FROM enrollment.people WHERE email LIKE '%@faults.example.org')`;
const SEAT = anyId(FREE_SEATS);
const PAID_SEAT = anyId(`enrollment.enrollments WHERE state = 'confirmed' AND price_amount > 0`);
const ENTITLEMENT = anyId(`payments.entitlements t WHERE NOT EXISTS (
  SELECT FROM payments.downloads d WHERE d.entitlement_id = t.id)`);
const PAID_ORDER = anyId(`payments.orders WHERE state = 'paid'`);
const COURSE_ORDER = anyId(`payments.orders WHERE enrollment_id IS NULL AND person_id IN (
  SELECT person_id FROM payments.people WHERE email LIKE '%@faults.example.org')`);
const SEAT_MAIL = anyId(`notifications.messages WHERE template = 'seat-confirmed' AND state = 'sent'`);

/** Each is planted in a transaction that is rolled back. */
export const plantedBreaches: readonly PlantedBreach[] = [
  {
    name: 'enrollments that were acknowledged are gone',
    foundBy: 'acknowledged-enrollments-are-there',
    sql: 'DELETE FROM enrollment.enrollments',
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
      WHERE id = ${anyId(`enrollment.enrollments WHERE state = 'cancelled'`)}`,
  },
  {
    name: 'facts were told of an enrollment that is gone',
    foundBy: 'facts-of-enrollments-have-their-row',
    sql: `DELETE FROM enrollment.enrollments WHERE id = ${SEAT}`,
  },
  {
    name: 'what was let go is held again',
    foundBy: 'cancellations-happened',
    sql: `UPDATE enrollment.enrollments SET state = 'held', closing_reason = NULL, payable_until = placed_at`,
  },
  {
    name: 'a seat is counted that nobody has',
    foundBy: 'seats-add-up',
    sql: `UPDATE enrollment.sessions SET taken = taken + 1
      WHERE id = ${anyId('enrollment.sessions WHERE held + taken < capacity')}`,
  },
  {
    name: 'somebody has a seat whose order is not paid',
    foundBy: 'priced-seats-are-paid',
    sql: `UPDATE payments.orders SET state = 'abandoned'
      WHERE enrollment_id = ${PAID_SEAT}`,
  },
  {
    name: 'a session of the demo is missing',
    foundBy: 'the-demo-was-seeded-once',
    sql: `DELETE FROM enrollment.sessions WHERE id = ${anyId('enrollment.sessions')}`,
  },
  {
    name: 'orders that were acknowledged are gone',
    foundBy: 'acknowledged-orders-are-there',
    sql: 'DELETE FROM payments.orders',
  },
  {
    name: 'somebody has an order that they did not ask for',
    foundBy: 'no-order-twice',
    sql: `INSERT INTO payments.orders (id, version, state, person_id, total_amount, currency, created_at, payable_until)
      SELECT gen_random_uuid(), version, 'open', person_id, total_amount, currency, created_at, payable_until
      FROM payments.orders WHERE id = ${COURSE_ORDER}`,
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
    name: 'payments that were acknowledged are gone',
    foundBy: 'acknowledged-payments-count',
    sql: `UPDATE payments.orders SET state = 'abandoned', captured_amount = 0, refunded_amount = 0`,
  },
  {
    name: 'a capture at the provider is forgotten',
    foundBy: 'captures-pay-or-went-back',
    sql: `DELETE FROM payments.attempts WHERE pays AND order_id = ${PAID_ORDER}`,
  },
  {
    name: 'a right is there that nobody paid for',
    foundBy: 'one-entitlement-per-course-paid',
    sql: `UPDATE payments.orders SET state = 'abandoned'
      WHERE id = (SELECT order_id FROM payments.entitlements ORDER BY id LIMIT 1)`,
  },
  {
    name: 'the provider has forgotten what it declined',
    foundBy: 'declines-are-known-to-the-sandbox',
    sql: `UPDATE payments.sandbox_sessions SET decline_ids = '{}'`,
  },
  {
    name: 'the provider is still to be asked',
    foundBy: 'nothing-is-left-to-ask-the-provider',
    sql: `UPDATE payments.provider_calls SET state = 'due'
      WHERE id = ${anyId(`payments.provider_calls WHERE state = 'settled'`)}`,
  },
  {
    name: 'money is counted that nobody paid',
    foundBy: 'money-adds-up',
    sql: `UPDATE payments.orders SET captured_amount = captured_amount + 1 WHERE id = ${PAID_ORDER}`,
  },
  {
    name: 'a receipt was never written',
    foundBy: 'every-fact-has-its-mail',
    sql: `DELETE FROM notifications.messages
      WHERE id = ${anyId(`notifications.messages WHERE template = 'receipt'`)}`,
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
    name: 'opt-in mails are gone',
    foundBy: 'subscriptions-led-to-one-opt-in-mail',
    sql: `DELETE FROM notifications.messages WHERE template = 'subscription-opt-in'`,
  },
  {
    name: 'a mail that was sent never came',
    foundBy: 'sent-messages-are-in-the-mailbox',
    sql: `DELETE FROM notifications.mailbox WHERE mail ->> 'messageId' LIKE '<' || ${SEAT_MAIL} || '@%'`,
  },
  {
    name: 'a mail came twice without a crash',
    foundBy: 'mails-are-doubled-by-crashes-alone',
    sql: `INSERT INTO notifications.mailbox (id, recipient, subject, mail, raw, received_at)
      SELECT gen_random_uuid(), recipient, subject, mail, raw, received_at FROM notifications.mailbox, generate_series(1, 4)
      WHERE id = ${anyId('notifications.mailbox')}`,
  },
  {
    name: 'a mail came that no message was meant to send',
    foundBy: 'mails-have-their-message',
    sql: `DELETE FROM notifications.messages WHERE id = ${SEAT_MAIL}`,
  },
  {
    name: 'a message was given up',
    foundBy: 'no-message-is-left',
    sql: `UPDATE notifications.messages SET state = 'uncertain', sent_at = NULL WHERE id = ${SEAT_MAIL}`,
  },
  {
    name: 'a handler has given up',
    foundBy: 'no-dead-letters',
    sql: `INSERT INTO payments.dead_letters (consumer, event_id, topic, type, key, occurred_at, data, state, reason, attempts)
      SELECT 'payments.planted', id, topic, type, key, occurred_at, data, 'failed', 'planted', 1
      FROM event_log.events ORDER BY id LIMIT 1`,
  },
  {
    name: 'an event is not read',
    foundBy: 'all-events-are-read',
    sql: `UPDATE event_log.cursors SET next_offset = next_offset - 1 WHERE (group_name, topic) = (
      SELECT group_name, topic FROM event_log.cursors WHERE next_offset > 0 ORDER BY 1, 2 LIMIT 1)`,
  },
  {
    name: 'a consumer was passed over by an event',
    foundBy: 'every-event-is-handled',
    sql: `DELETE FROM notifications.inbox WHERE (consumer, event_id) = (
      SELECT i.consumer, i.event_id FROM notifications.inbox i JOIN event_log.events v ON v.id = i.event_id
      WHERE i.consumer = 'notifications.keep-funnel' AND v.type = 'catalog.read.recorded' ORDER BY 2 LIMIT 1)`,
  },
  {
    name: 'an order has a fact too few',
    foundBy: 'orders-and-rights-are-told-without-a-gap',
    sql: `DELETE FROM event_log.events WHERE id = ${anyId(`event_log.events WHERE type = 'payments.order.paid'`)}`,
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
    name: 'reads that were acknowledged are gone',
    foundBy: 'reads-count-once',
    sql: 'DELETE FROM catalog.reads',
  },
  {
    name: 'nobody has said yes',
    foundBy: 'confirmations-count-once',
    sql: `DELETE FROM notifications.consents WHERE fact = 'confirmed'`,
  },
  {
    name: 'ways in were never mailed',
    foundBy: 'sign-in-links-were-mailed',
    sql: `DELETE FROM notifications.messages WHERE template = 'sign-in'`,
  },
  {
    name: 'ways in can be taken again',
    foundBy: 'sign-ins-are-spent',
    sql: 'UPDATE notifications.sign_ins SET spent_at = NULL',
  },
  {
    name: 'downloads that were acknowledged are gone',
    foundBy: 'acknowledged-downloads-are-there',
    sql: 'DELETE FROM payments.downloads',
  },
  {
    name: 'files are not what was released',
    foundBy: 'files-came-over-whole',
    sql: `UPDATE catalog.release_files SET sha256 = repeat('0', 64)`,
  },
];
