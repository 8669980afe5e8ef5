import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { findViolations } from '../apps/ally/src/verify/find-violations.js';
import { AllyClient } from '../tools/demo/ally-client.js';
import { playStory } from '../tools/demo/story.js';
import { startServices, type Services } from './support/start-services.js';
import { isRunning } from './support/start-solo.js';
import { stateOfTables } from './support/state-of-tables.js';
import { until } from './support/until.js';

const SERVICES = ['catalog', 'enrollment', 'payments', 'notifications'];
const FREE_WORKSHOP = 'an-open-evening-on-coaching';
/** Processes start anew in it, on a machine that may be busy. */
const WITHIN_MS = 120_000;

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
  'when every process is replaced while people come, then no request fails',
  async () => {
    const load = comeAndGo();
    const replaced = () => ally.output().includes('every process has been replaced');
    ally.signal('SIGHUP');
    await until('all are replaced', replaced, WITHIN_MS);
    const { failures, answers } = await load.stop();
    expect(failures).toEqual([]);
    expect(answers).toBeGreaterThan(200);
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

/** People who read, look and enroll, one after the other each, until they are told to stop. */
function comeAndGo() {
  const failures: string[] = [];
  let answers = 0;
  const over = new AbortController();
  const again = async (ask: () => Promise<Response>) => {
    while (!over.signal.aborted) {
      const outcome = await ask().then(
        async (answer) => {
          await answer.arrayBuffer();
          return answer.status >= 500 ? `${answer.url} ${answer.status}` : undefined;
        },
        (error: unknown) => String(error),
      );
      answers++;
      if (outcome !== undefined) failures.push(outcome);
    }
  };
  const all = Promise.all([
    again(() => fetch(`${ally.url}/v1/articles`)),
    again(() => fetch(`${ally.url}/v1/sessions`)),
    again(() => fetch(`${ally.url}/v1/library`)),
    again(() => fetch(`${ally.url}/mailbox`)),
    again(async () => enroll(await freeSession(), answers)),
  ]);
  return {
    stop: async () => {
      over.abort();
      await all;
      return { failures, answers };
    },
  };
}

async function freeSession(): Promise<string | undefined> {
  const answer = await fetch(`${ally.url}/v1/sessions?limit=100`);
  const { data } = (await answer.json()) as { data: { id: string; workshop: { slug: string } }[] };
  return data.find(({ workshop }) => workshop.slug === FREE_WORKSHOP)?.id;
}

function enroll(sessionId: string | undefined, nth: number): Promise<Response> {
  return fetch(`${ally.url}/v1/enrollments`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      sessionId,
      seats: 1,
      person: { name: 'Guest', email: `guest-${nth}@example.org` },
    }),
  });
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
