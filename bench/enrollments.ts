import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { MeasuredProcess } from './measuring/child-process.js';
import { LoadClient } from './measuring/load.js';
import { cpuMsOf } from './measuring/cpu-and-memory.js';
import { benchmark } from './measuring/report.js';
import { interleave, median, rounded } from './measuring/rounds.js';
import type { ServicesToRun } from './servers/services-server.js';

const CLIENTS = 32;
const SESSIONS = 50;
const ROUNDS = 3;
const ROUND_SECONDS = 0.8;
const WARM_UP_SECONDS = 1;
const DRAINED_WITHIN_MS = 30_000;
const LOOK_AGAIN_MS = 20;

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

  const database = new Client({ connectionString: databaseUrl });
  await database.connect();
  afterwards(() => database.end());

  let nth = 0;
  const drains: Drain[] = [];
  const arm = (name: string, path: string, among: readonly string[]) => ({
    name,
    // What a round leaves behind is cleared up within it: so its CPU is that of its own enrollments, mails included.
    round: async (seconds = ROUND_SECONDS) => {
      const round = await client.load(seconds, () => {
        const sessionId = among[nth++ % among.length];
        const person = { name: 'Bench', email: `bench-${nth}@example.org` };
        return client.post(path, JSON.stringify({ sessionId, seats: 1, person }));
      });
      drains.push({ ...(await drain(database)), enrollments: round.units });
      return round;
    },
  });
  const arms = [
    arm('1 session', '/v1/enrollments', sessions.slice(0, 1)),
    arm(`${SESSIONS} sessions`, '/v1/enrollments', sessions),
    arm('rows alone, one statement', '/ceiling/rows', sessions),
    arm('ceiling: nobody guards', '/ceiling/unguarded', sessions),
  ];
  for (const each of arms) await each.round(WARM_UP_SECONDS / arms.length);
  drains.length = 0;
  const consumersBefore = await consumers.server.cpuMs();
  const figures = await interleave(arms, ROUNDS, {
    node: () => server.cpuMs(),
    postgres: () => cpuMsOf(postgres.pid),
  });
  const placed = drains.reduce((sum, { enrollments }) => sum + enrollments, 0);
  const middle = (of: (drain: Drain) => number, digits = 0) => rounded(median(drains.map(of)), digits);
  return {
    unit: `One enrollment of one seat, answered 201; ${CLIENTS} clients, fsync on. PostgreSQL's CPU includes relay, consumers and mails.`,
    ceiling: 'The same server, route and handler on 50 sessions, in which nobody counts seats or holds.',
    figures,
    notes: {
      [`enrollments in a round of ${ROUND_SECONDS} s`]: middle(({ enrollments }) => enrollments),
      'facts in the outbox after it': middle(({ outbox }) => outbox),
      'facts that consumers had not handled': middle(({ lag }) => lag),
      'seconds to drain': middle(({ seconds }) => seconds, 1),
      'CPU ms of the consumers (mails) per enrollment': rounded(
        ((await consumers.server.cpuMs()) - consumersBefore) / placed,
        2,
      ),
    },
  };
});

interface Backlog {
  readonly outbox: number;
  readonly lag: number;
}

interface Drain extends Backlog {
  readonly seconds: number;
  /** What had caused it. */
  readonly enrollments: number;
}

/** Waits until every fact is handled everywhere. @returns what there was to handle, and how long it took. */
async function drain(database: Client): Promise<Backlog & { seconds: number }> {
  const began = performance.now();
  const backlog = async () => (await database.query<Backlog>(BACKLOG)).rows[0] ?? { outbox: 0, lag: 0 };
  const first = await backlog();
  for (let now = first; now.outbox + now.lag > 0; now = await backlog()) {
    if (performance.now() - began > DRAINED_WITHIN_MS) throw new Error('The facts were not handled in time');
    await pause(LOOK_AGAIN_MS);
  }
  return { ...first, seconds: (performance.now() - began) / 1000 };
}
