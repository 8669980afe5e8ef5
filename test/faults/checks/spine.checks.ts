import type { Check } from './check.js';
import { SERVICES, handlersOf, type Service } from './handlers.js';

const ofEach = (sql: (service: Service) => string): string => SERVICES.map(sql).join(' UNION ALL ');

/** Every fact has reached everybody whom it concerns, once. */
export const spineChecks: readonly Check[] = [
  {
    name: 'no-dead-letters',
    says: 'No handler gave up on an event.',
    kind: 'wrong',
    sql: ofEach(
      (service) => `SELECT event_id::text AS id, format('%s: %s %s', consumer, type, reason) AS detail
        FROM ${service}.dead_letters`,
    ),
  },
  {
    name: 'outboxes-are-empty',
    says: 'No fact is left untold.',
    kind: 'wrong',
    sql: ofEach((service) => `SELECT id::text, '${service}: ' || type AS detail FROM ${service}.outbox`),
  },
  {
    name: 'all-events-are-read',
    says: 'Every service has read all that the log holds for it.',
    kind: 'wrong',
    sql: `SELECT c.group_name AS id, format('%s: %s of %s', c.topic, c.next_offset, t.next_offset) AS detail
      FROM event_log.cursors c JOIN event_log.topics t ON t.name = c.topic WHERE c.next_offset < t.next_offset`,
  },
  {
    name: 'every-event-is-handled',
    says: 'Every event has been handled by every consumer that handles its type.',
    kind: 'lost',
    sql: ofEach(
      (service) => `SELECT v.id::text AS id, h.consumer || ' has not handled ' || v.type AS detail
        FROM (VALUES ${handlersOf(service)
          .map(({ consumer, type }) => `('${service}.${consumer}', '${type}')`)
          .join()}) AS h (consumer, type)
        JOIN event_log.events v ON v.type = h.type
        WHERE NOT EXISTS (SELECT FROM ${service}.inbox i WHERE i.consumer = h.consumer AND i.event_id = v.id)`,
    ),
  },
  {
    name: 'the-log-has-no-gap',
    says: 'The log of every topic holds as many events as it has numbered.',
    kind: 'lost',
    needsNumbers: true,
    sql: `SELECT t.name AS id, format('%s of %s', count(v.id), t.next_offset) AS detail
      FROM event_log.topics t LEFT JOIN event_log.events v ON v.topic = t.name
      GROUP BY t.name, t.next_offset HAVING count(v.id) <> t.next_offset`,
  },
  {
    name: 'orders-and-rights-are-told-without-a-gap',
    says: 'The facts of every order and every right are numbered from 1 without a gap, and end where it is.',
    kind: 'wrong',
    sql: `SELECT x.id, format('version %s, %s facts', x.version, count(v.id)) AS detail
      FROM (SELECT id::text, version, 'payments.order.v1' AS topic FROM payments.orders
        UNION ALL SELECT id::text, version, 'payments.entitlement.v1' FROM payments.entitlements) x
      LEFT JOIN event_log.events v ON v.topic = x.topic AND v.key = x.id
      GROUP BY x.id, x.version HAVING count(v.id) <> x.version
        OR count(DISTINCT v.data ->> 'version') <> x.version OR max((v.data ->> 'version')::int) <> x.version`,
  },
];
