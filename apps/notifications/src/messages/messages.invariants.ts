import { madeLately, saidOn, type Invariant } from '#libs/invariants';

/** What was sent, why, and with whose leave. */
export const messageInvariants: readonly Invariant[] = [
  {
    name: 'messages-have-a-cause',
    says: 'Every message answers an event that was handled here, a step of a run, or what a person asked for.',
    holds: 'always',
    sql: `SELECT m.id, format('%s because of %s', m.template, m.cause) AS detail FROM messages m
      WHERE NOT CASE
        WHEN m.purpose = 'follow-up' THEN m.run_id IS NOT NULL AND m.cause LIKE 'run ' || m.run_id || ' %'
        WHEN m.template = 'sign-in' THEN m.cause LIKE 'sign-in %'
        WHEN m.template = 'subscription-opt-in' THEN m.cause LIKE 'subscription %'
          AND (split_part(m.cause, ' ', 2), m.person_id) IN (SELECT id::text, person_id FROM subscriptions)
        WHEN NOT ${madeLately('m.id')} THEN true -- the inbox may have forgotten it
        ELSE m.cause IN (SELECT event_id::text FROM inbox WHERE consumer LIKE 'notifications.tell-about-%')
      END`,
  },
  {
    name: 'one-message-per-cause',
    says: 'One cause makes one message of a sort.',
    holds: 'always',
    sql: `SELECT min(id::text) AS id, format('%s messages %s because of %s', count(*), template, cause) AS detail
      FROM messages GROUP BY cause, template HAVING count(*) > 1`,
  },
  {
    name: 'messages-fit-their-state',
    says: 'A sent message says when, one that still waits says until when, and one that is over waits for nothing.',
    holds: 'always',
    sql: `SELECT id, format('%s, sent %s, due %s, %s attempts', state, sent_at, due_at, attempts) AS detail FROM messages
      WHERE (state = 'sent') <> (sent_at IS NOT NULL)
        OR (state IN ('queued', 'submitting') AND due_at IS NULL)
        OR (state IN ('sent', 'skipped', 'failed') AND due_at IS NOT NULL)
        OR (state IN ('submitting', 'uncertain', 'sent') AND attempts = 0)
        OR (state = 'skipped' AND reason IS NULL)`,
  },
  {
    name: 'no-follow-up-goes-twice',
    says: 'A follow-up of which nobody knows whether it has gone is not sent again.',
    holds: 'always',
    sql: `SELECT id, format('%s, due %s', state, due_at) AS detail FROM messages
      WHERE purpose = 'follow-up' AND state = 'uncertain' AND due_at IS NOT NULL`,
  },
  {
    name: 'sent-messages-are-told',
    says: 'Every message of the last days that was sent has been told, once, and no other.',
    holds: 'always',
    needs: 'event_log.events',
    sql: `SELECT m.id, format('%s, %s facts', m.state, count(t.id)) AS detail
      FROM messages m LEFT JOIN ${saidOn('notifications.message.v1')} t
        ON t.key = m.id::text AND t.type = 'notifications.message.sent'
      WHERE ${madeLately('m.id')} GROUP BY m.id HAVING count(t.id) <> (m.state = 'sent')::int`,
  },
  {
    name: 'messages-go-out-in-time',
    says: 'A message that is due is looked at within five minutes.',
    holds: 'while-running',
    sql: `SELECT id, format('%s, due since %s', state, due_at) AS detail FROM messages
      WHERE due_at < (SELECT now FROM clock) - interval '5 minutes'`,
  },
  {
    name: 'follow-ups-have-consent',
    says: 'Whoever was sent a follow-up had proven that they wish to be written to about its topic.',
    holds: 'always',
    sql: `SELECT m.id, m.content ->> 'topic' AS detail FROM messages m
      WHERE m.purpose = 'follow-up' AND m.state IN ('submitting', 'uncertain', 'sent') AND NOT EXISTS (
        SELECT FROM consents c WHERE c.person_id = m.person_id AND c.fact = 'confirmed'
          AND m.content ->> 'topic' = ANY (c.topics))`,
  },
];
