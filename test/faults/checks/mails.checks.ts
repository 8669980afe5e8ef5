import type { Check } from './check.js';

/** The mail that each fact leads to. */
const MAIL_OF: Readonly<Record<string, string>> = {
  'enrollment.enrollment.held': 'hold-placed',
  'enrollment.enrollment.confirmed': 'seat-confirmed',
  'enrollment.enrollment.transferred': 'seat-passed-on',
  'enrollment.enrollment.expired': 'hold-ended',
  'enrollment.enrollment.cancelled': 'hold-ended',
  'payments.order.paid': 'receipt',
  'payments.order.refunded': 'refunded',
  'payments.entitlement.granted': 'download-ready',
};
const MAILS_OF_FACTS = Object.entries(MAIL_OF)
  .map(([type, template]) => `('${type}', '${template}')`)
  .join();
const MESSAGE_OF_MAIL = `substring(b.mail ->> 'messageId' FROM '<([^@]+)@')`;

/** It was needed only for a while, and that was over when the wait for a lost sender was. */
export const OVERTAKEN = `(m.template IN ('hold-placed', 'subscription-opt-in', 'sign-in')
  AND m.reason = 'nothing-to-say' AND m.state IN ('uncertain', 'skipped'))`;

/** A mail for everything that needs one; none for what has had its own. */
export const mailChecks: readonly Check[] = [
  {
    name: 'every-fact-has-its-mail',
    says: 'Every seat, hold, receipt, refund and download has its message, and that was sent.',
    kind: 'lost',
    sql: `SELECT v.id, format('%s: %s is %s', v.type, t.template, coalesce(m.state, 'missing')) AS detail
      FROM event_log.events v JOIN (VALUES ${MAILS_OF_FACTS}) AS t(type, template) ON t.type = v.type
      LEFT JOIN notifications.messages m ON m.cause = v.id::text AND m.template = t.template
      WHERE m.state IS DISTINCT FROM 'sent' AND ${OVERTAKEN} IS NOT TRUE`,
  },
  {
    name: 'seats-are-confirmed-once',
    says: 'Every confirmed seat has one message that says so, every paid order one receipt, every right one link.',
    kind: 'doubled',
    sql: `SELECT coalesce(content ->> 'enrollmentId', content ->> 'orderId', content ->> 'entitlementId') AS id,
        format('%s × %s', count(*), template) AS detail
      FROM notifications.messages
      WHERE template IN ('hold-placed', 'seat-confirmed', 'receipt', 'download-ready')
      GROUP BY 1, template HAVING count(*) > 1`,
  },
  {
    name: 'confirmed-seats-have-their-mail',
    says: 'Every confirmed seat has a message that says so.',
    kind: 'lost',
    sql: `SELECT e.id, e.state AS detail FROM enrollment.enrollments e
      WHERE e.state = 'confirmed' AND NOT EXISTS (
        SELECT FROM notifications.messages m
        WHERE m.template = 'seat-confirmed' AND m.state = 'sent' AND m.content ->> 'enrollmentId' = e.id::text)`,
  },
  {
    name: 'sent-messages-are-in-the-mailbox',
    says: 'Every message that was sent is in the mailbox.',
    kind: 'lost',
    sql: `SELECT m.id, m.template AS detail FROM notifications.messages m
      WHERE m.state = 'sent' AND NOT EXISTS (
        SELECT FROM notifications.mailbox b WHERE ${MESSAGE_OF_MAIL} = m.id::text)`,
  },
  {
    name: 'mails-are-doubled-by-crashes-alone',
    says: 'A message is in the mailbox as often as its sender was lost while sending, and once more, at most.',
    kind: 'doubled',
    sql: `SELECT m.id, format('%s mails, %s attempts', count(*), m.attempts) AS detail
      FROM notifications.messages m JOIN notifications.mailbox b ON ${MESSAGE_OF_MAIL} = m.id::text
      GROUP BY m.id HAVING count(*) > m.unanswered + 1`,
  },
  {
    name: 'mails-have-their-message',
    says: 'Nothing is in the mailbox that no message was meant to send.',
    kind: 'wrong',
    sql: `SELECT b.id, b.subject AS detail FROM notifications.mailbox b
      WHERE NOT EXISTS (SELECT FROM notifications.messages m WHERE m.id::text = ${MESSAGE_OF_MAIL})`,
  },
  {
    name: 'no-message-is-left',
    says: 'Every message that people need has been sent, unless there was nothing to say any more.',
    kind: 'wrong',
    sql: `SELECT id, format('%s %s: %s', template, state, reason) AS detail FROM notifications.messages m
      WHERE state <> 'sent' AND purpose = 'transactional' AND ${OVERTAKEN} IS NOT TRUE`,
  },
];
