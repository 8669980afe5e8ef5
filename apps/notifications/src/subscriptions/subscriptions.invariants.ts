import { madeLately, saidOn, type Invariant } from '#libs/invariants';

/** Who may be written to, and the proof of it. */
export const subscriptionInvariants: readonly Invariant[] = [
  {
    name: 'confirmed-subscriptions-are-proven',
    says: 'Every topic of a confirmed subscription has a consent that its person has proven.',
    holds: 'always',
    sql: `SELECT s.id, 'topic ' || topic AS detail FROM subscriptions s CROSS JOIN LATERAL unnest(s.topics) AS topic
      WHERE s.state = 'confirmed' AND NOT EXISTS (
        SELECT FROM consents c WHERE c.person_id = s.person_id AND c.fact = 'confirmed' AND topic = ANY (c.topics))`,
  },
  {
    name: 'subscriptions-are-recorded',
    says: 'A subscription has a record of its request, and of its withdrawal once it has ended.',
    holds: 'always',
    sql: `SELECT s.id, s.state AS detail FROM subscriptions s
      WHERE NOT EXISTS (SELECT FROM consents c WHERE c.person_id = s.person_id AND c.fact = 'requested')
        OR (s.state = 'ended' AND NOT EXISTS (
          SELECT FROM consents c WHERE c.person_id = s.person_id AND c.fact = 'withdrawn'))`,
  },
  {
    name: 'subscriptions-are-told-as-they-are',
    says: 'The last change of every subscription of the last days has been told.',
    holds: 'always',
    needs: 'event_log.events',
    sql: `SELECT s.id, format('%s, version %s', s.state, s.version) AS detail FROM subscriptions s
      WHERE ${madeLately('s.id')} AND NOT EXISTS (
        SELECT FROM ${saidOn('notifications.subscription.v1')} t
        WHERE t.key = s.id::text AND (t.data ->> 'version')::int = s.version)`,
  },
];
