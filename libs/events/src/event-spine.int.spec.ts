import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import type { Database } from '#libs/database';
import {
  accountChanged,
  atRest,
  changed,
  runEventSpine,
  type EventSpine,
} from '../../../test/support/run-event-spine.js';
import { until } from '../../../test/support/until.js';
import { EventLog, type LoggedEvent } from './event-log.js';
import { Relay } from './relay.js';

const ACCOUNTS = ['a', 'b', 'c', 'd', 'e'];
const WRITERS = 8;
const CHANGES_PER_WRITER = 20;
let spine: EventSpine;

beforeAll(async () => {
  spine = await runEventSpine();
  await spine.database.query('CREATE TABLE accounts (id text PRIMARY KEY, version integer NOT NULL)');
});

afterEach(async () => {
  await spine.reset();
  await spine.database.query('TRUNCATE accounts');
  await spine.database.query('TRUNCATE event_log.events, event_log.cursors');
  await spine.database.query('UPDATE event_log.topics SET next_offset = 0');
});

afterAll(async () => {
  await spine.stop();
});

async function openAccounts(): Promise<void> {
  await spine.database.query('INSERT INTO accounts SELECT unnest($1::text[]), 0', [ACCOUNTS]);
}

/** Gives the accounts their next versions in one transaction, which commits only after `beforeCommit`. */
async function change(accounts: readonly string[], beforeCommit: Promise<unknown>): Promise<void> {
  await spine.database.transaction(async (transaction) => {
    for (const account of accounts) {
      const [row] = await transaction.query<{ version: number }>(
        'UPDATE accounts SET version = version + 1 WHERE id = $1 RETURNING version',
        [account],
      );
      await spine.outbox.append(transaction, accountChanged, {
        accountId: account,
        version: row?.version ?? 0,
      });
    }
    await beforeCommit;
  });
}

/** Writers at the same time, whose transactions overlap and commit in another order than they began. */
async function changeAllAtOnce(): Promise<void> {
  await Promise.all(
    Array.from({ length: WRITERS }, async (_, writer) => {
      for (let nth = 0; nth < CHANGES_PER_WRITER; nth++) {
        const first = ACCOUNTS[(writer + nth) % ACCOUNTS.length] ?? '';
        const second = ACCOUNTS[(writer * 3 + nth * 2 + 1) % ACCOUNTS.length] ?? '';
        await change([...new Set([first, second])].toSorted(), pause((writer * 7 + nth * 5) % 4));
      }
    }),
  );
}

async function versions(): Promise<Record<string, number>> {
  const rows = await spine.database.query<{ id: string; version: number }>(
    'SELECT id, version FROM accounts',
  );
  return Object.fromEntries(rows.map(({ id, version }) => [id, version]));
}

/** What each account should look like to whoever is told of it in order and without a gap. */
const inOrder = (account: string, version: number) =>
  Array.from({ length: version }, (_, nth) => `${account}@${nth + 1}`);

async function logged(): Promise<{ offset: number; fact: string }[]> {
  return spine.database.query(
    `SELECT "offset", key || '@' || (data ->> 'version') AS fact FROM event_log.events ORDER BY "offset"`,
  );
}

describe('order per key', () => {
  it('when eight writers commit out of order and three relays compete, then each key arrives in order and whole', async () => {
    await openAccounts();
    const relays = [spine.relay];
    while (relays.length < 3) relays.push(new Relay(await spine.openDatabase(), await spine.openLog()));
    const consumer = await spine.consume({ note: spine.note });
    for (const relay of relays) relay.onApplicationBootstrap();
    await changeAllAtOnce();
    await until('the outbox is empty', () => spine.relay.isIdle());
    for (const relay of relays) await relay.beforeApplicationShutdown();
    await atRest(consumer);

    const final = await versions();
    expect(Math.min(...Object.values(final))).toBeGreaterThan(10);
    for (const [account, version] of Object.entries(final)) {
      expect(await spine.effects(account)).toEqual(inOrder(account, version));
    }
    const offsets = (await logged()).map(({ offset }) => offset);
    expect(offsets).toEqual(offsets.map((_, nth) => nth));
  });

  it('when relays share the outbox row by row instead, then a key is turned round (negative control)', async () => {
    await openAccounts();
    await change(['a'], Promise.resolve());
    await change(['a'], Promise.resolve());
    await relayOneClaimedRow(spine.database, () => relayOneClaimedRow(spine.database));
    expect((await logged()).map(({ fact }) => fact)).toEqual(['a@2', 'a@1']);
  });
});

/** A relay as it must not be: it locks the one row that it takes, and not the outbox. */
async function relayOneClaimedRow(
  database: Database,
  meanwhile: () => Promise<void> = async () => undefined,
) {
  await database.transaction(async (transaction) => {
    const rows = await transaction.query<LoggedEvent>(
      `DELETE FROM outbox WHERE position =
         (SELECT position FROM outbox ORDER BY position LIMIT 1 FOR UPDATE SKIP LOCKED)
       RETURNING id, topic, type, key, occurred_at AS "occurredAt", data`,
    );
    await meanwhile();
    await spine.log.append(rows);
  });
}

/** A log that takes what it is given and then loses the relay, once. */
class LosesTheRelay extends EventLog {
  appends = 0;

  override subscribe = () => Promise.reject(new Error('is only written'));
  override close = () => spine.log.close();
  override async append(events: readonly LoggedEvent[]): Promise<void> {
    await spine.log.append(events);
    if (++this.appends === 1) throw new Error('killed after appending');
  }
}

describe('the relay', () => {
  it('when it is killed between appending and deleting, then the facts stand in the log once', async () => {
    await openAccounts();
    await change(['a', 'b'], Promise.resolve());
    await change(['a'], Promise.resolve());
    const log = new LosesTheRelay();
    const relay = new Relay(spine.database, log);
    relay.onApplicationBootstrap();
    await until('the outbox is empty', () => relay.isIdle());
    await relay.beforeApplicationShutdown();
    expect(log.appends).toBe(2);
    expect(await logged()).toEqual([
      { offset: 0, fact: 'a@1' },
      { offset: 1, fact: 'b@1' },
      { offset: 2, fact: 'a@2' },
    ]);
  });

  it('when the transaction of a fact is undone, then nobody hears of it', async () => {
    await openAccounts();
    const undone = change(['a'], Promise.reject(new Error('undone')));
    await expect(undone).rejects.toThrow('undone');
    await change(['b'], Promise.resolve());
    expect(await spine.database.query('SELECT key FROM outbox')).toEqual([{ key: 'b' }]);
  });
});

describe('members of one group', () => {
  /** A member of the group as another process would have it, that notes how often events came to it. */
  async function member(beforeHandling: () => Promise<unknown>) {
    const log = await spine.openLog();
    const told: string[] = [];
    const gated = new Gated(log, async (events) => {
      told.push(...events.map(({ key }) => key));
      await beforeHandling();
    });
    return {
      log,
      told,
      consumer: await spine.consume({ note: spine.note }, gated, await spine.openDatabase()),
    };
  }

  it('when one works, then the other waits; when the one closes, then the other goes on where it ended', async () => {
    let release = (): void => undefined;
    const gate = new Promise<void>((resolve) => (release = resolve));
    const first = await member(() => gate);
    await spine.publish(['a', 1], ['b', 1]);
    await until('the first has the events', () => first.told.length > 0);
    const second = await member(async () => undefined);
    await second.log.append([changed('a', 2)]); // which makes the second look at once
    expect(await second.consumer.isIdle()).toBe(false);
    expect(second.told).toEqual([]);

    const closed = first.consumer.close();
    release();
    await closed;
    await until('the second has the rest', async () => (await spine.effects()).length === 3);
    await atRest(second.consumer);
    expect(second.told).toEqual(['a']);
    expect(await spine.effects('a')).toEqual(['a@1', 'a@2']);
  });

  it('when the working one loses its connection, then the other takes over, and nothing is lost or doubled', async () => {
    let release = (): void => undefined;
    const gate = new Promise<void>((resolve) => (release = resolve));
    const first = await member(() => gate);
    const facts = Array.from({ length: 20 }, (_, nth) =>
      changed(ACCOUNTS[nth % 5] ?? '', Math.floor(nth / 5) + 1),
    );
    await spine.log.append(facts);
    await until('the first has the events', () => first.told.length === 20);
    const second = await member(async () => undefined);
    await spine.database.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND application_name = 'ally event_log' AND state = 'idle in transaction'`,
    );
    await until('the second has taken over', async () => (await spine.effects()).length === 20);
    release(); // the first, which never noticed, goes on with what it had
    await atRest(second.consumer);
    await first.consumer.close();
    expect(second.told).toHaveLength(20);
    for (const account of ACCOUNTS) expect(await spine.effects(account)).toEqual(inOrder(account, 4));
  });
});

/** A log whose reader calls `before` with each lane that it is about to hand over. */
class Gated extends EventLog {
  constructor(
    private readonly log: EventLog,
    private readonly before: (events: readonly LoggedEvent[]) => Promise<void>,
  ) {
    super();
  }

  override append = (events: readonly LoggedEvent[]) => this.log.append(events);
  override close = () => this.log.close();
  override subscribe: EventLog['subscribe'] = ({ deliver, ...options }) =>
    this.log.subscribe({
      ...options,
      deliver: async (events) => {
        await this.before(events);
        await deliver(events);
      },
    });
}

describe('readers', () => {
  it('when a write transaction stays open elsewhere in the database, then readers are not stalled by it', async () => {
    const slow = new Client({ connectionString: spine.url });
    await slow.connect();
    try {
      await slow.query('BEGIN');
      await slow.query("INSERT INTO probe.accounts VALUES ('slow', 1)");
      const consumer = await spine.consume({ note: spine.note });
      await spine.publish(['a', 1]);
      await until('it is handled', async () => (await spine.effects()).length === 1);
      await atRest(consumer);
      expect(await spine.effects()).toEqual(['a@1']);
    } finally {
      await slow.end();
    }
  });
});
