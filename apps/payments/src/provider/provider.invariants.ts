import type { Invariant } from '#libs/invariants';

/** What was asked of the payment provider, and what it told. */
export const providerInvariants: readonly Invariant[] = [
  {
    name: 'open-orders-can-be-paid',
    says: 'An open order has its session at the provider, or one is being opened.',
    holds: 'always',
    sql: `SELECT o.id, coalesce(c.state, 'no call') AS detail
      FROM orders o LEFT JOIN provider_calls c ON c.order_id = o.id AND c.kind = 'open-session'
      WHERE o.state = 'open' AND o.session_id IS NULL AND (c.id IS NULL OR c.state = 'settled')`,
  },
  {
    name: 'closing-orders-are-being-closed',
    says: 'The provider is being asked to end the session of every order that is closing.',
    holds: 'always',
    sql: `SELECT o.id, coalesce(c.state, 'no call') AS detail
      FROM orders o LEFT JOIN provider_calls c ON c.order_id = o.id AND c.kind = 'close-session'
      WHERE o.state = 'open' AND o.closing_reason IS NOT NULL AND (c.id IS NULL OR c.state = 'settled')`,
  },
  {
    name: 'silent-sessions-are-asked',
    says: 'An open order whose session is open will be asked for, should no webhook come.',
    holds: 'always',
    sql: `SELECT id, 'session without a time to ask' AS detail FROM orders
      WHERE state = 'open' AND session_id IS NOT NULL AND ask_at IS NULL`,
  },
  {
    name: 'refunds-have-their-call',
    says: 'Every refund has a call to the provider, which is settled when the refund is.',
    holds: 'always',
    sql: `SELECT r.id, format('%s, call %s', r.state, coalesce(c.state, 'missing')) AS detail
      FROM refunds r LEFT JOIN provider_calls c ON c.refund_id = r.id
      WHERE c.id IS NULL OR (r.state = 'settled') <> (c.state = 'settled')`,
  },
  {
    name: 'provider-calls-are-let-go',
    says: 'Nobody keeps a call to the provider for longer than a minute.',
    holds: 'while-running',
    sql: `SELECT id, format('%s, kept until %s', kind, lease_until) AS detail FROM provider_calls
      WHERE state = 'due' AND lease_until > (SELECT now FROM clock) + interval '1 minute'`,
  },
  {
    name: 'provider-calls-are-made-in-time',
    says: 'A call to the provider that is due is made within five minutes.',
    holds: 'while-running',
    sql: `SELECT id, format('%s, due since %s', kind, due_at) AS detail FROM provider_calls
      WHERE state = 'due' AND greatest(due_at, lease_until) < (SELECT now FROM clock) - interval '5 minutes'`,
  },
  {
    name: 'webhooks-are-applied-in-time',
    says: 'A webhook that is due to be applied is applied within five minutes.',
    holds: 'while-running',
    sql: `SELECT id, format('%s, due since %s', state, due_at) AS detail FROM provider_events
      WHERE state IN ('received', 'unmatched') AND due_at < (SELECT now FROM clock) - interval '5 minutes'`,
  },
  {
    name: 'applied-webhooks-have-their-attempt',
    says: 'What an applied webhook told of is an attempt of its order.',
    holds: 'always',
    sql: `SELECT e.id, format('%s of order %s', e.outcome ->> 'kind', e.order_id) AS detail
      FROM provider_events e
      WHERE e.state = 'applied' AND NOT EXISTS (
        SELECT FROM attempts a WHERE a.provider = e.provider
          AND a.reference = coalesce(e.outcome -> 'capture' ->> 'captureId', e.outcome ->> 'declineId'))`,
  },
  {
    name: 'captures-of-the-sandbox-are-known',
    says: 'What the sandbox has captured is an attempt of an order, or that order is open and will be asked for.',
    holds: 'always',
    sql: `SELECT s.id, 'order ' || s.client_reference AS detail
      FROM sandbox_sessions s LEFT JOIN orders o ON o.id::text = s.client_reference
      WHERE s.state = 'captured' AND o.state IS DISTINCT FROM 'open'
        AND NOT EXISTS (SELECT FROM attempts a WHERE a.provider = 'sandbox' AND a.reference = s.capture_id)`,
  },
  {
    name: 'refunds-of-the-sandbox-are-known',
    says: 'The sandbox gives back no more than it captured, and nothing that no refund asked for.',
    holds: 'always',
    sql: `SELECT r.id, 'not asked for' AS detail FROM sandbox_refunds r
      WHERE NOT EXISTS (SELECT FROM provider_calls c WHERE c.idempotency_key = r.idempotency_key)
      UNION ALL
      SELECT s.id, format('%s of %s given back', sum(r.amount), s.amount)
      FROM sandbox_sessions s JOIN sandbox_refunds r ON r.capture_id = s.capture_id
      GROUP BY s.id HAVING sum(r.amount) > s.amount`,
  },
];
