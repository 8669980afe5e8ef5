import { madeLately, saidOn, type Invariant } from '#libs/invariants';

/** People on journeys. */
export const runInvariants: readonly Invariant[] = [
  {
    name: 'runs-fit-their-state',
    says: 'A run that waits says until when; one that has ended waits for nothing, and says why unless it is completed.',
    holds: 'always',
    sql: `SELECT id, format('%s, due %s, waiting for %s, reason %s', state, due_at, waiting_for, reason) AS detail
      FROM runs
      WHERE (state = 'waiting') <> (due_at IS NOT NULL)
        OR (state <> 'waiting' AND waiting_for IS NOT NULL)
        OR (state IN ('reached-goal', 'exited')) <> (reason IS NOT NULL)`,
  },
  {
    name: 'runs-are-on-their-journey',
    says: 'A run waits at a step of its journey, and is completed when all steps are behind it.',
    holds: 'always',
    sql: `SELECT r.id, format('%s at step %s of %s', r.state, r.step, jsonb_array_length(j.definition -> 'steps')) AS detail
      FROM runs r JOIN journeys j ON j.key = r.journey_key AND j.version = r.journey_version
      WHERE r.step NOT BETWEEN 0 AND jsonb_array_length(j.definition -> 'steps')
        OR (r.state = 'waiting' AND r.step = jsonb_array_length(j.definition -> 'steps'))
        OR (r.state = 'completed' AND r.step <> jsonb_array_length(j.definition -> 'steps'))`,
  },
  {
    name: 'one-run-at-a-time',
    says: 'Nobody is on the same journey twice at the same time, nor twice because of one article.',
    holds: 'always',
    sql: `SELECT min(id::text) AS id, count(*) || ' waiting' AS detail
      FROM runs WHERE state = 'waiting' GROUP BY journey_key, person_id HAVING count(*) > 1
      UNION ALL
      SELECT min(id::text), count(*) || ' because of article ' || article_id
      FROM runs GROUP BY journey_key, person_id, article_id HAVING count(*) > 1`,
  },
  {
    name: 'runs-are-told',
    says: 'The beginning of every run of the last days has been told, and its end if it has ended.',
    holds: 'always',
    needs: 'event_log.events',
    sql: `WITH said AS MATERIALIZED (SELECT key, type, data FROM ${saidOn('notifications.run.v1')} t)
      SELECT r.id, format('%s, version %s', r.state, r.version) AS detail FROM runs r
      WHERE ${madeLately('r.id')} AND (
        NOT EXISTS (SELECT FROM said WHERE key = r.id::text AND type = 'notifications.run.started')
        OR (r.state <> 'waiting' AND NOT EXISTS (
          SELECT FROM said WHERE key = r.id::text AND type = 'notifications.run.' || r.state
            AND (data ->> 'version')::int = r.version)))`,
  },
  {
    name: 'passed-steps-have-their-mail',
    says: 'Every mail of a step that a run has passed was queued.',
    holds: 'always',
    sql: `SELECT r.id, 'step ' || (s.step ->> 'id') AS detail
      FROM runs r JOIN journeys j ON j.key = r.journey_key AND j.version = r.journey_version
      CROSS JOIN LATERAL jsonb_array_elements(j.definition -> 'steps') WITH ORDINALITY AS s (step, number)
      WHERE s.step ? 'send' AND s.number <= r.step AND NOT EXISTS (
        SELECT FROM messages m WHERE m.run_id = r.id AND m.cause = format('run %s %s', r.id, s.step ->> 'id'))`,
  },
  {
    name: 'runs-go-on-in-time',
    says: 'A run whose wait is over goes on within five minutes.',
    holds: 'while-running',
    sql: `SELECT id, 'due since ' || due_at AS detail FROM runs
      WHERE state = 'waiting' AND due_at < (SELECT now FROM clock) - interval '5 minutes'`,
  },
];
