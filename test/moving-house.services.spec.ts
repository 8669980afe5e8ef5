import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { told } from '#libs/api-client';
import { Database } from '#libs/database';
import { AllyClient } from '../tools/demo/ally-client.js';
import { playStory } from '../tools/demo/story.js';
import { stopAll } from '../tools/servers/stop-all.js';
import { freshDatabase } from './support/fresh-database.js';
import { runAlly } from './support/run-ally.js';
import { startServices, type Services } from './support/start-services.js';
import { startSolo } from './support/start-solo.js';
import { stateOfTables } from './support/state-of-tables.js';

let folder: string;
let services: Services | undefined;
const undo: (() => unknown)[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ally-house-'));
  undo.push(
    () => rm(folder, { recursive: true }),
    () => services?.end(),
  );
});

afterAll(() => stopAll(undo), 60_000);

const done = { exitCode: 0, said: expect.any(String) };

it('in the middle of the demo Ally moves from one process to many, and the demo goes on to its end', async () => {
  const [dataDir, backup] = [join(folder, 'data'), join(folder, 'backup')];
  const solo = await startSolo({ dataDir, clock: 'test' });
  const { url, operatorKey } = solo;
  const client = new AllyClient(url, operatorKey);
  await playStory(
    client,
    () => undefined,
    async () => {
      const { now } = await told(client.api.GET('/v1/test-clock'));
      await solo.end('SIGTERM');
      expect(await runAlly(['backup', backup], { ALLY_DATA_DIR: dataDir })).toEqual(done);
      const { port } = new URL(url);
      services = await startServices(
        { PORT: port, ALLY_CLOCK: 'test', ALLY_OPERATOR_KEY: operatorKey },
        async (settings) => expect(await runAlly(['restore', backup], settings)).toEqual(done),
      );
      await told(client.api.POST('/v1/test-clock', { body: { advanceTo: now } }));
    },
  );
  const verified = await runAlly(['verify', '--at-rest'], services?.settings ?? {});
  expect(verified).toEqual({ exitCode: 0, said: expect.stringMatching(/ 0 violated/) });
}, 240_000);

it('facts that are made again from Kafka, while the services run, are those that there were', async () => {
  if (services === undefined) throw new Error('The services have not started');
  const { databaseUrl, settings } = services;
  const before = await stateOfTables(databaseUrl, (table) => !table.endsWith('_facts'));
  expect(Object.keys(before).length).toBeGreaterThan(8);
  const rebuild = (...words: string[]) => runAlly(['facts', 'rebuild', ...words], settings);
  for (const service of ['catalog', 'enrollment', 'payments', 'notifications'])
    expect(await rebuild(service, '--check')).toEqual(done);

  const database = await Database.open({ url: databaseUrl, schema: 'notifications', poolSize: 1 });
  await database.query('DELETE FROM session_facts');
  await database.query(`UPDATE course_facts SET state = 'withdrawn'`);
  await database.close();
  expect(await rebuild('notifications', '--check')).toMatchObject({ exitCode: 1 });
  expect(await rebuild('notifications')).toEqual(done);
  expect(await stateOfTables(databaseUrl, (table) => !table.endsWith('_facts'))).toEqual(before);
}, 120_000);

it('moves back from many to one, and is what it was', async () => {
  if (services === undefined) throw new Error('The services have not started');
  const [dataDir, backup] = [join(folder, 'back'), join(folder, 'backup-of-services')];
  services.signal('SIGTERM');
  await services.exited;
  expect(await runAlly(['backup', backup], services.settings)).toEqual(done);
  const elsewhere = await freshDatabase();
  undo.push(() => elsewhere.drop());
  const target = { DATABASE_URL: elsewhere.url, ALLY_FILES_DIR: join(folder, 'files') };
  expect(await runAlly(['restore', backup], target)).toEqual(done);
  expect(await stateOfTables(elsewhere.url)).toMatchObject(await stateOfTables(services.databaseUrl));

  const { KAFKA_BROKERS = '' } = services.settings;
  const another = await freshDatabase();
  undo.push(() => another.drop());
  const full = { ...target, DATABASE_URL: another.url, KAFKA_BROKERS };
  const refused = await runAlly(['restore', backup], full);
  expect(refused).toEqual({ exitCode: 1, said: expect.stringContaining('KAFKA_BROKERS is not empty') });
  expect(await stateOfTables(another.url)).toEqual({});

  expect(await runAlly(['restore', backup], { ALLY_DATA_DIR: dataDir })).toEqual(done);
  const solo = await startSolo({ dataDir, clock: 'test' });
  const client = new AllyClient(solo.url, solo.operatorKey);
  await client.pass('PT0S');
  const verified = await runAlly(['verify', '--at-rest'], { ALLY_DATA_DIR: dataDir, ALLY_CLOCK: 'test' });
  expect(verified).toEqual({ exitCode: 0, said: expect.stringMatching(/ 0 violated/) });
  await solo.end('SIGTERM');
}, 240_000);
