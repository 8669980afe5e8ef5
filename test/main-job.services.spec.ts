import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { allyApi, told } from '#libs/api-client';
import { Database } from '#libs/database';
import { findViolations } from '../apps/ally/src/verify/find-violations.js';
import { AllyClient, once } from '../tools/demo/ally-client.js';
import { playStory } from '../tools/demo/story.js';
import { startServices, type Services } from './support/start-services.js';
import { isRunning } from './support/start-solo.js';
import { stateOfTables } from './support/state-of-tables.js';
import { until } from './support/until.js';

const SERVICES = ['catalog', 'enrollment', 'payments', 'notifications'];
const FREE_WORKSHOP = 'an-open-evening-on-coaching';
/** Processes start anew in it, on a machine that may be busy. */
const WITHIN_MS = 120_000;
/** Of each kind of write, while nine processes are replaced: far less than there are, on any machine. */
const ACKNOWLEDGED_AT_LEAST = 50;

let ally: Services;
let client: AllyClient;

beforeAll(async () => {
  ally = await startServices({ ALLY_CLOCK: 'test', ALLY_RATE_LIMITS: '1000' });
  client = new AllyClient(ally.url, ally.operatorKey);
}, 120_000);

afterAll(async () => {
  await ally.end();
}, 60_000);

it(
  'five people go from an article to a seat, a download, or away, and the follow-ups stop',
  async () => {
    const lines: string[] = [];
    await playStory(client, (line) => lines.push(line));
    expect(lines.join('\n')).toContain('has 50.5 MB with the right checksum');
  },
  WITHIN_MS,
);

it(
  'when every event is delivered to every service a second time, then nothing of what happened changes',
  async () => {
    const before = await stateOfServices();
    let events = 0;
    for (const service of SERVICES) {
      const said = await allyCommand('events', 'redeliver', service);
      const [, count] = /^\w+ gets what the log holds again from now on: (\d+) events/.exec(said) ?? [];
      events += Number(count);
    }
    expect(events).toBeGreaterThan(50);
    await client.pass('PT0S');
    expect(await stateOfServices()).toEqual(before);
  },
  WITHIN_MS,
);

it('all that has to be true of the services, and between them, is true', async () => {
  const checked = await findViolations({
    url: ally.databaseUrl,
    now: new Date(),
    asked: ['always', 'at-rest'],
    logIsInDatabase: false,
  });
  const findings = checked.flatMap((part) => part.findings);
  // What is asked of the log itself is left out: it is in Kafka.
  const asked = findings.filter(({ outcome }) => outcome !== 'left-out');
  expect(asked.filter(({ outcome }) => outcome !== 'holds')).toEqual([]);
  expect(asked.length).toBeGreaterThan(40);
});

it(
  'when a process is killed, then another one comes, who asks meanwhile waits, and its clock is that of the others',
  async () => {
    for (const name of ['enrollment web', 'payments worker']) {
      const killed = ally.processes().find((each) => each.name === name)?.pid ?? 0;
      process.kill(killed, 'SIGKILL');
      await until(
        `there is another ${name}`,
        async () => {
          expect([200, 503]).toContain((await fetch(`${ally.url}/v1/sessions`)).status);
          return ally.processes().some((each) => each.name === name && each.pid !== killed);
        },
        WITHIN_MS,
      );
    }
    const before = await client.pass('PT0S');
    expect(await client.pass('PT1M')).toEqual(new Date(before.getTime() + 60_000));
  },
  WITHIN_MS,
);

it(
  'when every process is replaced while people come, then no request fails, and all that was acknowledged is there',
  async () => {
    const load = comeAndGo(await somethingToRead(), await sessionWithRoom());
    const replaced = () => ally.output().includes('every process has been replaced');
    ally.signal('SIGHUP');
    await until('all are replaced', replaced, WITHIN_MS);
    const { failures, answers, readers, enrollments } = await load.stop();
    expect(failures).toEqual([]);
    expect(answers).toBeGreaterThan(200);
    for (const [acknowledged, kept] of [
      [readers, await idsFrom('SELECT reader_id AS id FROM catalog.reads')],
      [enrollments, await idsFrom('SELECT id FROM enrollment.enrollments')],
    ] as const) {
      expect(acknowledged.length).toBeGreaterThan(ACKNOWLEDGED_AT_LEAST);
      expect(acknowledged.filter((id) => !kept.has(id))).toEqual([]);
    }
  },
  WITHIN_MS + 10_000,
);

it('when it is asked to stop, then everything has ended with it', async () => {
  const { processes } = ally;
  const pids = processes().map(({ pid }) => pid);
  expect(pids).toHaveLength(9);
  ally.signal('SIGTERM');
  expect(await ally.exited).toBe(0);
  expect(pids.filter(isRunning)).toEqual([]);
  await expect(fetch(`${ally.url}/health/live`)).rejects.toThrow('fetch failed');
}, 30_000);

/** People who look, read and enroll, one after the other each, until they are told to stop. */
function comeAndGo(articleId: string, sessionId: string) {
  const failures: string[] = [];
  const readers: string[] = [];
  const enrollments: string[] = [];
  let answers = 0;
  const over = new AbortController();
  const again = async (ask: () => Promise<unknown>) => {
    while (!over.signal.aborted) {
      await ask().catch((error: unknown) => failures.push(String(error)));
      answers++;
    }
  };
  const read = async () => {
    const readerId = randomUUID();
    await told(client.api.POST('/v1/reads', { body: { articleId, readerId, seconds: 60, depth: 80 } }));
    readers.push(readerId);
  };
  const enroll = async () => {
    const person = { name: 'Guest', email: `guest-${enrollments.length}@example.org` };
    const body = { sessionId, seats: 1, person };
    const { id } = await told(client.api.POST('/v1/enrollments', { params: { header: once() }, body }));
    enrollments.push(id);
  };
  const all = Promise.all([
    again(() => answered(200, '/v1/articles')),
    again(() => answered(200, '/v1/sessions')),
    again(() => answered(401, '/v1/library')), // payments, which shows nothing to strangers
    again(() => answered(200, '/mailbox')),
    again(read),
    again(enroll),
  ]);
  return {
    stop: async () => {
      over.abort();
      await all;
      return { failures, answers, readers, enrollments };
    },
  };
}

async function answered(status: number, path: string): Promise<void> {
  const answer = await fetch(ally.url + path);
  const body = await answer.text();
  if (answer.status !== status) throw new Error(`${path} answered ${answer.status}: ${body}`);
}

async function somethingToRead(): Promise<string> {
  const { data } = await told(client.api.GET('/v1/articles'));
  return data[0]?.id ?? '';
}

/** One that costs nothing and is never sold out. */
async function sessionWithRoom(): Promise<string> {
  const params = { path: { slug: FREE_WORKSHOP } };
  const { id: workshopId } = await told(client.api.GET('/v1/workshops/{slug}', { params }));
  const operator = allyApi({ url: ally.url, token: ally.operatorKey });
  const body = {
    workshopId,
    meetings: [{ startsAt: '2099-03-01T18:00:00.000Z', endsAt: '2099-03-01T20:00:00.000Z' }],
    zone: 'America/Chicago',
    venue: 'The hall',
    onlineUrl: null,
    coachId: null,
    capacity: 100_000,
    price: { amount: 0, currency: 'USD' },
  };
  const { id } = await told(operator.POST('/v1/sessions', { params: { header: once() }, body }));
  return id;
}

async function idsFrom(sql: string): Promise<ReadonlySet<string>> {
  const database = await Database.open({ url: ally.databaseUrl, schema: 'catalog', poolSize: 1 });
  try {
    return new Set((await database.query<{ id: string }>(sql)).map(({ id }) => id));
  } finally {
    await database.close();
  }
}

/** What the four services hold; what operators have done is told, and so is not the same. */
function stateOfServices(): Promise<Record<string, string>> {
  return stateOfTables(
    ally.databaseUrl,
    (table) => table.endsWith('.audit_entries') || table === 'payments.sandbox_webhooks',
  );
}

async function allyCommand(...words: string[]): Promise<string> {
  const env = { ...process.env, ...ally.settings, ALLY_CLOCK: 'test' };
  const { stdout } = await promisify(execFile)(process.execPath, ['dist/apps/ally/src/main.js', ...words], {
    env,
  });
  return stdout;
}
