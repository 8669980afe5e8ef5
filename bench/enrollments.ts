import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { MeasuredProcess } from './measuring/child-process.js';
import { LoadClient } from './measuring/load.js';
import { postgresCpuMs } from './measuring/postgres-process.js';
import { benchmark } from './measuring/report.js';
import { interleave, rounded } from './measuring/rounds.js';
import type { ServicesToRun } from './servers/services-server.js';

const CLIENTS = 32;
const SESSIONS = 50;
const ROUNDS = 3;
const ROUND_SECONDS = 1.2;
const WARM_UP_SECONDS = 1;
const DRAINED_WITHIN_MS = 20_000;

/** What is not where it has to go: facts that are not in the log, and facts that a service has not got yet. */
const BACKLOG = `SELECT
    (SELECT count(*) FROM enrollment.outbox)::int AS outbox,
    (SELECT coalesce(sum(t.next_offset - c.next_offset), 0) FROM event_log.cursors c
       JOIN event_log.topics t ON t.name = c.topic)::int AS lag`;

/**
 * Enrollments over HTTP: the guard of one session against the guards of fifty, and both against nobody guarding anything.
 * The enrollment service has a process of its own; the services that hear of enrollments (and write the mails) run in
 * another.
 */
await benchmark(async ({ postgres, databaseUrl, folder, afterwards }) => {
  const start = async (services: ServicesToRun['services']) => {
    const server = MeasuredProcess.start(new URL('servers/services-server.ts', import.meta.url));
    afterwards(() => server.stop());
    const instanceKey = Buffer.alloc(32, 7).toString('base64');
    const toRun: ServicesToRun = { databaseUrl, folder, services, instanceKey };
    return { server, url: await server.ask<string>('start', toRun) };
  };
  const { server, url } = await start(['enrollment']);
  const consumers = await start(['catalog', 'payments', 'notifications']);
  const sessions = await server.ask<string[]>('schedule', SESSIONS);
  const client = new LoadClient(url, CLIENTS);
  afterwards(() => client.close());

  let nth = 0;
  const arm = (name: string, path: string, among: readonly string[]) => ({
    name,
    round: (seconds = ROUND_SECONDS) =>
      client.load(seconds, () => {
        const sessionId = among[nth++ % among.length];
        const person = { name: 'Bench', email: `bench-${nth}@example.org` };
        return client.post(path, JSON.stringify({ sessionId, seats: 1, person }));
      }),
  });
  const arms = [
    arm('1 session', '/v1/enrollments', sessions.slice(0, 1)),
    arm(`${SESSIONS} sessions`, '/v1/enrollments', sessions),
    arm('rows alone, one statement', '/ceiling/rows', sessions),
    arm('ceiling: nobody guards', '/ceiling/unguarded', sessions),
  ];
  for (const each of arms) await each.round(WARM_UP_SECONDS / arms.length);
  const placedBefore = nth;
  const began = performance.now();
  const consumersBefore = await consumers.server.cpuMs();
  const figures = await interleave(arms, ROUNDS, {
    node: () => server.cpuMs(),
    postgres: () => postgresCpuMs(postgres.pid),
  });
  const loadSeconds = (performance.now() - began) / 1000;
  const left = await drain(databaseUrl);
  const placed = nth - placedBefore;
  return {
    unit: `One enrollment of one seat, answered 201; ${CLIENTS} clients, fsync on.`,
    ceiling: 'The same server, route and handler on 50 sessions, in which nobody counts seats or holds.',
    figures,
    notes: {
      'facts in the outbox after the load': left.outbox,
      'facts that consumers had not handled': left.lag,
      'seconds of load': rounded(loadSeconds, 1),
      'seconds to drain': left.drainSeconds ?? `more than ${DRAINED_WITHIN_MS / 1000}`,
      'CPU ms of the consumers per enrollment': rounded(
        ((await consumers.server.cpuMs()) - consumersBefore) / placed,
        2,
      ),
    },
  };
});

async function drain(databaseUrl: string) {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const began = performance.now();
    const backlog = async () =>
      (await client.query<{ outbox: number; lag: number }>(BACKLOG)).rows[0] ?? { outbox: 0, lag: 0 };
    const first = await backlog();
    for (let now = first; performance.now() - began < DRAINED_WITHIN_MS; now = await backlog()) {
      if (now.outbox + now.lag === 0) {
        return { ...first, drainSeconds: rounded((performance.now() - began) / 1000, 1) };
      }
      await pause(100);
    }
    return { ...first, drainSeconds: undefined };
  } finally {
    await client.end();
  }
}
