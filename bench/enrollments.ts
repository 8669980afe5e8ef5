import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SystemClock } from '#libs/clock';
import { newId, startEmbeddedPostgres } from '#libs/database';
import { PostgresEventLog } from '#libs/events';
import { FolderStore } from '#libs/files';
import { PostgresJobBackend } from '#libs/jobs';
import { runProcess } from '#libs/process';
import { EnrollmentModule } from '../apps/enrollment/src/enrollment.module.js';
import { ScheduleSession } from '../apps/enrollment/src/sessions/schedule-session.js';

const SECONDS = 5;
const CLIENTS = 32;
const COLD_SESSIONS = 100;

/**
 * How much the guard of one session costs: enrollments per second when everybody wants the same session, against the
 * same server and the same rows when they want a hundred different ones. Relay running, data safe on disk (fsync).
 */
const folder = await mkdtemp(join(tmpdir(), 'ally-bench-'));
const postgres = await startEmbeddedPostgres({ dataDir: folder });
const databaseUrl = postgres.url('ally');
const eventLog = await PostgresEventLog.open(databaseUrl);
const service = EnrollmentModule.register({
  databaseUrl,
  publicUrl: 'http://bench.test',
  instanceKey: Buffer.alloc(32, 7),
  organizer: { name: 'Bench', email: 'bench@ally.test' },
  holdMinutes: 15,
});
const parts = {
  clock: new SystemClock(),
  eventLog,
  jobBackend: new PostgresJobBackend(databaseUrl),
  fileStore: new FolderStore(join(folder, 'files')),
};
const running = await runProcess([service], parts, { host: '127.0.0.1', port: 0 });
try {
  const url = await running.app.getUrl();
  const schedule = () =>
    running.part(service, ScheduleSession).execute({
      workshopId: newId(),
      meetings: [{ startsAt: '2099-01-01T18:00:00.000Z', endsAt: '2099-01-01T20:00:00.000Z' }],
      zone: 'America/Chicago',
      venue: null,
      onlineUrl: null,
      coachId: null,
      capacity: 100_000,
      price: { amount: 5_000, currency: 'USD' },
    });
  const hot = [await schedule()];
  const cold = await Promise.all(Array.from({ length: COLD_SESSIONS }, schedule));
  await enrollments(url, cold, 1); // warms both up
  const figures = {
    'one session': await enrollments(url, hot, SECONDS),
    [`${COLD_SESSIONS} sessions (ceiling)`]: await enrollments(url, cold, SECONDS),
  };
  if (process.argv.includes('--json')) console.log(JSON.stringify(figures));
  else console.table(figures);
} finally {
  await running.stop();
  await eventLog.close();
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
}

/** Enrolls with some clients for some seconds. Client and server share this process: the figures are for comparing. */
async function enrollments(url: string, sessions: readonly string[], seconds: number) {
  const until = performance.now() + seconds * 1000;
  const latencies: number[] = [];
  let nth = 0;
  const client = async () => {
    while (performance.now() < until) {
      const sessionId = sessions[nth % sessions.length];
      const person = { name: 'Bench', email: `bench-${nth++}@example.org` };
      const began = performance.now();
      const answer = await fetch(`${url}/v1/enrollments`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ sessionId, seats: 1, person }),
      });
      if (answer.status !== 201) throw new Error(`An enrollment was answered with ${answer.status}`);
      await answer.arrayBuffer();
      latencies.push(performance.now() - began);
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
  const sorted = latencies.toSorted((a, b) => a - b);
  const quantile = (q: number) => Number((sorted[Math.floor(sorted.length * q)] ?? 0).toFixed(1));
  return {
    'per second': Math.round(latencies.length / seconds),
    'p50 ms': quantile(0.5),
    'p99 ms': quantile(0.99),
  };
}
