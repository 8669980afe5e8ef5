import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TestClock } from '#libs/clock';
import { workshopPublished } from '#libs/contracts';
import { Database, newId } from '#libs/database';
import { EventConsumer, PostgresEventLog } from '#libs/events';
import { FolderStore } from '#libs/files';
import { DueWork, PostgresJobBackend } from '#libs/jobs';
import { runProcess, type RunningProcess } from '#libs/process';
import { soloServices } from '../apps/solo/src/solo-services.js';
import { freshDatabase, type FreshDatabase } from './support/fresh-database.js';
import { TEST_KEY, TEST_OPERATOR_KEY } from './support/run-service.js';

const noon = new Date('2026-12-01T12:00:00Z');

describe('a web and a worker process of one service', () => {
  let fresh: FreshDatabase;
  const logs: PostgresEventLog[] = [];
  const running: RunningProcess[] = [];

  beforeAll(async () => {
    fresh = await freshDatabase();
  });
  afterAll(async () => {
    for (const each of running) await each.stop();
    for (const log of logs) await log.close();
    await fresh.drop();
  });

  const service = () =>
    soloServices({
      databaseUrl: fresh.url,
      publicUrl: 'http://127.0.0.1',
      instanceKey: TEST_KEY,
      operatorKey: TEST_OPERATOR_KEY,
      holdMinutes: 15,
      host: '127.0.0.1',
    }).enrollment;

  async function start(role: 'web' | 'worker') {
    const eventLog = await PostgresEventLog.open(fresh.url);
    logs.push(eventLog);
    const module = service();
    const jobBackend = new PostgresJobBackend(fresh.url);
    const parts = { clock: new TestClock(noon), eventLog, jobBackend, fileStore: new FolderStore(tmpdir()) };
    const process = await runProcess([module], parts, { role, host: '127.0.0.1', port: 0 });
    running.push(process);
    const url = await process.app.getUrl();
    return { url, eventLog, part: process.part, module, settle: () => process.timeTravel?.settle() };
  }

  it('when only the web runs, then it serves and leaves events and due work; when a worker comes, then it does them and serves nobody', async () => {
    const web = await start('web');
    const workshopId = newId();
    const { type, topic } = workshopPublished;
    const data = { workshopId, slug: 'a-workshop', title: 'A workshop', format: 'online' };
    await web.eventLog.append([
      {
        id: newId(),
        topic,
        type,
        key: workshopId,
        occurredAt: noon,
        data,
        traceparent: null,
        schemaVersion: 1,
      },
    ]);
    let sweeps = 0;
    const sweep = { name: 'probe', nextDue: async () => null, run: async () => void sweeps++ };
    web.part(web.module, DueWork).register(sweep);
    web.part(web.module, DueWork).wake('probe');
    expect((await fetch(`${web.url}/v1/sessions`)).status).toBe(200);
    expect(
      (await web.part(web.module, DueWork).jobs()).find(({ state }) => state === 'active')?.count ?? 0,
    ).toBe(0);
    const database = web.part(web.module, Database);
    expect(await database.query('SELECT FROM workshop_facts')).toEqual([]);

    const worker = await start('worker');
    await worker.settle();
    expect(await database.query('SELECT FROM workshop_facts')).toHaveLength(1);
    expect(worker.part(worker.module, EventConsumer).delivered()).toBe(1);
    expect(web.part(web.module, EventConsumer).delivered()).toBe(0);
    expect(sweeps).toBe(0);
    await web.settle();
    for (const [path, status] of [
      ['/v1/sessions', 404],
      ['/health/live', 200],
      ['/health/ready', 200],
      ['/metrics', 200],
      ['/v1/test-clock', 200],
    ] as const)
      expect([path, (await undocumented(worker.url + path)).status]).toEqual([path, status]);
    expect(await (await undocumented(`${worker.url}/metrics`)).text()).toContain('ally_consumer_lag_events{');
    expect(await (await undocumented(`${web.url}/metrics`)).text()).not.toContain(
      'ally_consumer_lag_events{',
    );
  }, 40_000);
});

/** A worker answers 404 where the document promises what the web answers. */
function undocumented(url: string): Promise<Response> {
  return fetch(url.replace('127.0.0.1', 'localhost'));
}

describe('a process that is not to start', () => {
  const sound = {
    PATH: process.env.PATH ?? '',
    NODE_ENV: 'production',
    DATABASE_URL: 'postgres://ally@127.0.0.1:1/ally',
    PORT: '0',
    ALLY_HOST: '0.0.0.0',
    ALLY_PUBLIC_URL: 'https://ally.example',
    ALLY_FILES_DIR: tmpdir(),
    ALLY_INSTANCE_KEY: randomBytes(32).toString('base64'),
    ALLY_OPERATOR_KEY: `ally_live_${randomBytes(24).toString('hex')}`,
    ALLY_FOUNDATION_NAME: 'A foundation',
    ALLY_FOUNDATION_EMAIL: 'hello@foundation.example',
    ALLY_FOUNDATION_ADDRESS: '1 Example Plaza',
  };

  it.each([
    ['payments', {}, /^payments web: Ally runs in production .+ALLY_PAYMENT_PROVIDER/],
    ['notifications', {}, /^notifications web: Ally runs in production .+ALLY_MAIL/],
    ['payments', { NODE_ENV: 'development' }, /^payments web: Ally would listen on .+ALLY_PAYMENT_PROVIDER/],
  ])('%s says why in one sentence: %j', (service, settings, sentence) => {
    const { status, stderr } = spawnSync(process.execPath, [`dist/apps/${service}/src/main.js`], {
      env: { ...sound, ...settings },
      encoding: 'utf8',
    });
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toMatch(sentence);
    expect(status).toBe(1);
  });

  it('notifications does not refuse to be reached for the sandbox that payments has: it fails at the database', () => {
    const { stderr } = spawnSync(process.execPath, ['dist/apps/notifications/src/worker.js'], {
      env: { ...sound, ALLY_MAIL: 'smtp', ALLY_SMTP_URL: 'smtp://127.0.0.1:1' },
      encoding: 'utf8',
    });
    expect(stderr).toMatch(/^notifications worker: .*ECONNREFUSED/);
  });
});
