import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { TestClock } from '#libs/clock';
import { Database } from '#libs/database';
import { PostgresEventLog, type EventLog } from '#libs/events';
import { Metrics } from '#libs/observability';
import { freshDatabase, type FreshDatabase } from '../../../test/support/fresh-database.js';
import { HandOver } from '../../../tools/event-logs/hand-over.js';
import { checkInvariants } from './check-invariants.js';
import { InvariantWatch } from './invariant-watch.js';
import type { Invariant } from './invariant.js';

const invariant = (name: string, sql: string, holds: Invariant['holds'] = 'always'): Invariant => ({
  name,
  says: 'It is so.',
  holds,
  sql,
});
const accountsAreEven = invariant(
  'accounts-are-even',
  'SELECT id, n AS detail FROM accounts WHERE n % 2 = 1',
);
const accountsAreFew = invariant(
  'accounts-are-few',
  'SELECT max(id) AS id, 1 AS detail FROM accounts HAVING count(*) > 9',
);
const nothingWaits = invariant('nothing-waits', 'SELECT id, n AS detail FROM accounts', 'at-rest');
const inTheFuture = invariant('in-the-future', 'SELECT 1 AS id, now AS detail FROM clock', 'while-running');

let fresh: FreshDatabase;
let database: Database;
let metrics: Metrics;
const clock = new TestClock(new Date('2026-12-01T12:00:00Z'));

beforeAll(async () => {
  fresh = await freshDatabase();
  database = await Database.connect({ url: fresh.url, schema: 'probe', poolSize: 4, migrations: [] });
  await database.query('CREATE TABLE accounts (id integer PRIMARY KEY, n integer)');
  await database.query('INSERT INTO accounts VALUES (1, 1), (2, 2), (3, 3)');
  jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
  jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
});

afterEach(() => {
  jest.useRealTimers();
});

afterAll(async () => {
  jest.restoreAllMocks();
  await database.close();
  await fresh.drop();
});

const elsewhere = new HandOver();

function watch(...invariants: Invariant[]): InvariantWatch {
  return watchBeside(elsewhere, ...invariants);
}

function watchBeside(eventLog: EventLog, ...invariants: Invariant[]): InvariantWatch {
  metrics = new Metrics();
  return new InvariantWatch('probe', invariants, database, clock, metrics, eventLog);
}

/** The value of each invariant that was checked, and nothing before the first check. */
async function told(): Promise<Record<string, number>> {
  const text = await metrics.registry.metrics();
  const lines = text.matchAll(/^ally_invariant_violations\{service="probe",invariant="([^"]+)"\} (\d+)$/gm);
  return Object.fromEntries([...lines].map(([, name = '', value]) => [name, Number(value)]));
}

describe('a service that checks itself', () => {
  it('tells how many rows violate each invariant, by the clock of the service, and leaves out what holds at rest', async () => {
    await watch(accountsAreEven, accountsAreFew, nothingWaits, inTheFuture).check();
    expect(await told()).toEqual({ 'accounts-are-even': 2, 'accounts-are-few': 0, 'in-the-future': 1 });
    expect(await metrics.registry.metrics()).toMatch(
      /ally_invariants_checked_timestamp_seconds\{service="probe"\} \d{10}/,
    );
    const said = jest.mocked(Logger.prototype.error).mock.calls.map(([line]) => String(line));
    expect(said.some((line) => line.startsWith('probe accounts-are-even is violated 2 times'))).toBe(true);
    expect(said.some((line) => line.includes('2026-12-01 12:00:00'))).toBe(true);
  });

  it('leaves it to another process that is at it', async () => {
    const watching = watch(accountsAreEven);
    await database.transaction(async (transaction) => {
      await transaction.query(`SELECT pg_advisory_xact_lock(hashtextextended('invariants of probe', 0))`);
      await watching.check();
    });
    expect(await told()).toEqual({});
    await watching.check();
    expect(await told()).toEqual({ 'accounts-are-even': 2 });
  });

  it('begins after some minutes of real time, goes on, and stops with the service', async () => {
    const watching = watch(accountsAreEven);
    const check = jest.spyOn(watching, 'check');
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask', 'performance', 'Date'] });
    watching.onApplicationBootstrap();
    jest.advanceTimersByTime(5 * 60_000 - 1);
    expect(check).not.toHaveBeenCalled();
    // To the check and no further: the driver's own timers are in the same hands.
    jest.advanceTimersToNextTimer();
    await check.mock.results[0]?.value;
    await watching.beforeApplicationShutdown();
    expect(check).toHaveBeenCalledTimes(1);
    expect(await told()).toEqual({ 'accounts-are-even': 2 });
    jest.advanceTimersByTime(60 * 60_000);
    expect(check).toHaveBeenCalledTimes(1);
  });

  it('when the service stops in the middle of a check, then it asks no further question', async () => {
    const watching = watch(accountsAreEven, accountsAreFew);
    const checking = watching.check();
    await watching.beforeApplicationShutdown();
    await checking;
    expect(await told()).toEqual({});
  });

  it('asks nothing that needs the event log where that is elsewhere, though another has left its tables here', async () => {
    const needy = { ...accountsAreEven, needs: 'event_log.events' } as const;
    const log = await PostgresEventLog.open(fresh.url);
    await watchBeside(log, needy, accountsAreFew).check();
    expect(await told()).toEqual({ 'accounts-are-even': 2, 'accounts-are-few': 0 });
    await watchBeside(elsewhere, needy, accountsAreFew).check();
    expect(await told()).toEqual({ 'accounts-are-few': 0 });
    await log.close();
  });
});

describe('a check', () => {
  const options = { now: clock.now(), statementTimeoutMs: 50 };

  it('gives up what takes too long, and answers the rest', async () => {
    const slow = invariant('slow', 'SELECT 1 AS id, pg_sleep(5)::text AS detail');
    const findings = await checkInvariants(database, [accountsAreEven, slow, accountsAreFew], options);
    expect(findings).toMatchObject([
      { outcome: 'violated', count: 2, sample: [{ id: '1', detail: '1' }, { id: '3' }] },
      { outcome: 'unknown', why: 'canceling statement due to statement timeout' },
      { outcome: 'holds' },
    ]);
  });

  it('changes nothing', async () => {
    const writes = invariant('writes', `SELECT nextval('numbers') AS id, 1 AS detail`);
    await database.query('CREATE SEQUENCE numbers');
    await expect(checkInvariants(database, [writes], options)).rejects.toThrow('read-only transaction');
  });

  it('leaves out what needs a table that is elsewhere', async () => {
    const needy = { ...accountsAreEven, needs: 'event_log.nowhere' } as const;
    expect(await checkInvariants(database, [needy], options)).toMatchObject([
      { outcome: 'left-out', why: 'event_log.nowhere is not in this database' },
    ]);
  });

  it('counts all, and names the first twenty', async () => {
    const many = invariant('many', `SELECT i AS id, 'x' AS detail FROM generate_series(1, 300) i`);
    const [finding] = (await checkInvariants(database, [many], options)) ?? [];
    expect(finding).toMatchObject({ outcome: 'violated', count: 300 });
    expect(finding?.outcome === 'violated' && finding.sample.length).toBe(20);
  });
});
