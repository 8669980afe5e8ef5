import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TestClock } from '#libs/clock';
import { Database } from '#libs/database';
import { PostgresEventLog } from '#libs/events';
import { FolderStore } from '#libs/files';
import { PostgresJobBackend } from '#libs/jobs';
import { runProcess, type RunningProcess } from '#libs/process';
import { soloServices, type SoloServices } from '../apps/solo/src/solo-services.js';
import { freshDatabase, type FreshDatabase } from './support/fresh-database.js';
import { TEST_KEY, TEST_OPERATOR_KEY } from './support/run-service.js';
import { until } from './support/until.js';

const SERVICES = ['catalog', 'enrollment', 'payments', 'notifications'] as const;
const clock = new TestClock(new Date('2026-12-01T12:00:00Z'));
let database: FreshDatabase;
let log: PostgresEventLog;
let folder: string;
let services: SoloServices;
let running: RunningProcess;
let url: string;

beforeAll(async () => {
  database = await freshDatabase();
  log = await PostgresEventLog.open(database.url);
  folder = await mkdtemp(join(tmpdir(), 'ally-operators-'));
  services = soloServices({
    databaseUrl: database.url,
    publicUrl: 'http://127.0.0.1',
    instanceKey: TEST_KEY,
    operatorKey: TEST_OPERATOR_KEY,
    holdMinutes: 15,
    host: '127.0.0.1',
  });
  const fileStore = new FolderStore(folder);
  const parts = { clock, eventLog: log, jobBackend: new PostgresJobBackend(database.url), fileStore };
  running = await runProcess(Object.values(services), parts, { host: '127.0.0.1', port: 0 });
  url = await running.app.getUrl();
});
afterAll(async () => {
  await running.stop();
  await log.close();
  await rm(folder, { recursive: true });
  await database.drop();
});

const ask = async (method: 'GET' | 'POST', path: string, key: string, body?: object) => {
  const answer = await fetch(url + path, {
    method,
    headers: {
      authorization: `Bearer ${key}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
};
const everywhere = async (key: string) =>
  Promise.all(
    SERVICES.map(async (service) => (await ask('GET', `/v1/audit-entries/${service}`, key)).status),
  );
const create = async () =>
  (await ask('POST', '/v1/api-keys', TEST_OPERATOR_KEY, { name: 'auditor', scopes: ['audit:read'] }))
    .body as { id: string; key: string };
const settled = () => running.timeTravel?.settle();

describe('the four services together', () => {
  it('when a key is issued, then it opens every service; when it is revoked, then none', async () => {
    const { id, key } = await create();
    await settled();
    expect(await everywhere(key)).toEqual([200, 200, 200, 200]);
    expect((await ask('POST', `/v1/api-keys/${id}/revocation`, TEST_OPERATOR_KEY)).status).toBe(200);
    await settled();
    expect(await everywhere(key)).toEqual([401, 401, 401, 401]);
  });

  it('when a key is used in one service, then the list of keys says so', async () => {
    const { id, key } = await create();
    await settled();
    clock.moveTo(new Date('2026-12-01T13:00:00Z'));
    expect((await ask('GET', '/v1/audit-entries/catalog', key)).status).toBe(200);
    await until('the use is told', async () => {
      const { body } = await ask('GET', '/v1/api-keys?limit=100', TEST_OPERATOR_KEY);
      const shown = (body['data'] as { id: string; lastUsedAt: string | null }[]).find(
        (each) => each.id === id,
      );
      return shown?.lastUsedAt === '2026-12-01T13:00:00.000Z';
    });
  });

  it("when a service shows its trail, then it is its own and nobody else's", async () => {
    await create();
    const trails = await Promise.all(
      SERVICES.map(
        async (service) => (await ask('GET', `/v1/audit-entries/${service}`, TEST_OPERATOR_KEY)).body,
      ),
    );
    expect(trails.map(({ data }) => (data as unknown[]).length > 0)).toEqual([false, false, false, true]);
  });

  it('when a service has not heard of a key yet, then the key opens nothing there, and soon it does', async () => {
    const inCatalog = running.part(services.catalog, Database);
    let key = '';
    await inCatalog.transaction(async (transaction) => {
      await transaction.query('LOCK TABLE inbox IN EXCLUSIVE MODE');
      ({ key } = await create());
      expect((await ask('GET', '/v1/audit-entries/notifications', key)).status).toBe(200);
      expect((await ask('GET', '/v1/audit-entries/catalog', key)).status).toBe(401);
    });
    await settled();
    expect((await ask('GET', '/v1/audit-entries/catalog', key)).status).toBe(200);
  });
});
