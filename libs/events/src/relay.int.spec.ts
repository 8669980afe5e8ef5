import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Database, Transaction } from '#libs/database';
import { inOrder, type EventScene } from '../../../test/support/event-scene.js';
import { runEventSpine, type EventSpine } from '../../../test/support/run-event-spine.js';
import { until } from '../../../test/support/until.js';
import { EventLog, type LoggedEvent } from './event-log.js';
import { Relay } from './relay.js';

let spine: EventSpine;

beforeAll(async () => {
  spine = await runEventSpine();
});

afterEach(async () => {
  await spine.reset();
});

afterAll(async () => {
  await spine.stop();
});

async function record(
  scene: EventScene,
  version: number,
  beforeCommit?: (transaction: Transaction) => Promise<void>,
) {
  await spine.database.transaction(async (transaction) => {
    await spine.outbox.append(transaction, scene.changed, { accountId: 'a', version });
    await beforeCommit?.(transaction);
  });
}

/** A log that is only written, and keeps what it is given as it is given, twins included. */
class Written extends EventLog {
  readonly versions: unknown[] = [];
  calls = 0;

  /** @param during what goes on in each append, before the events are there; told the number of the append. */
  constructor(private readonly during: (call: number) => Promise<unknown> = async () => undefined) {
    super();
  }

  override subscribe = () => Promise.reject(new Error('is only written'));
  override lag = async () => [];
  override rewind = async () => undefined;
  override read = () => Promise.reject(new Error('is only written'));
  override close = async () => undefined;
  override async append(events: readonly LoggedEvent[]): Promise<void> {
    await this.during(++this.calls);
    this.versions.push(...events.map(({ data }) => (data as { version: number }).version));
  }
}

/** The same database, where `answer` has the last word on who gets the relay's lock. */
function lockedBy(database: Database, answer: (free: boolean) => boolean): Database {
  const overrule = (transaction: Transaction): Transaction =>
    withMethod(transaction, 'query', async (sql: string, parameters?: []) => {
      const rows = await transaction.query<{ free: boolean }>(sql, parameters);
      return sql.includes('pg_try_advisory_xact_lock')
        ? rows.map(({ free }) => ({ free: answer(free) }))
        : rows;
    });
  return inTransactions(database, () => overrule);
}

/** The same database, where the relay goes on behind the last fact that it has read in the same transaction. */
function goingOnBehindTheLast(database: Database): Database {
  return inTransactions(database, () => {
    let last = 0;
    return (transaction) =>
      withMethod(transaction, 'query', async (sql: string, parameters?: []) => {
        const behind = sql.replace('FROM outbox ORDER', `FROM outbox WHERE position > ${last} ORDER`);
        const rows = await transaction.query<{ position: number }>(behind, parameters);
        last = rows.at(-1)?.position ?? last;
        return rows;
      });
  });
}

/** @param overrule is called for each transaction. */
function inTransactions(
  database: Database,
  overrule: () => (transaction: Transaction) => Transaction,
): Database {
  return withMethod(database, 'transaction', (work: (transaction: Transaction) => Promise<unknown>) =>
    database.transaction((transaction) => work(overrule()(transaction))),
  );
}

function withMethod<Target extends object>(target: Target, name: string, method: unknown): Target {
  return new Proxy(target, {
    get: (_, property) => (property === name ? method : (Reflect.get(target, property) as unknown)),
  });
}

describe('two relays', () => {
  /** One relay is held up in the middle of its batch; then a second fact is recorded, and another relay comes by. */
  async function race(overrule: (free: boolean) => boolean): Promise<unknown[]> {
    const scene = spine.scene();
    let goOn = (): void => undefined;
    const heldUp = new Promise<void>((resolve) => (goOn = resolve));
    let keptAway = false;
    const lock = (database: Database) =>
      lockedBy(database, (free) => {
        keptAway ||= !overrule(free);
        return overrule(free);
      });
    const log = new Written(async (call) => (call === 1 ? heldUp : undefined));
    const slow = new Relay(lock(spine.database), log);
    const other = new Relay(lock(await spine.openDatabase()), log);
    await record(scene, 1);
    slow.onApplicationBootstrap();
    await until('one is in the middle of its batch', () => log.calls === 1);
    await record(scene, 2);
    other.onApplicationBootstrap();
    await until('the other has come by', () => keptAway || log.versions.length === 2);
    goOn();
    await until('the outbox is empty', () => spine.relay.isIdle());
    for (const relay of [slow, other]) await relay.beforeApplicationShutdown();
    return log.versions;
  }

  it('when one is held up in the middle, then the other keeps away, and the key stays in order', async () => {
    expect(await race((free) => free)).toEqual([1, 2]);
  });

  it('without the lock the key is turned round (negative control)', async () => {
    const versions = await race(() => true);
    // What the other has not deleted yet when the first comes again is appended once more.
    expect(versions.slice(0, 3)).toEqual([1, 2, 1]);
  });

  it('when three compete, then each fact stands in the log once and in order', async () => {
    const scene = spine.scene();
    const relays = [spine.relay];
    while (relays.length < 3) relays.push(new Relay(await spine.openDatabase(), await spine.openLog()));
    const consumer = await scene.consume({ note: scene.note });
    for (const relay of relays) relay.onApplicationBootstrap();
    for (let version = 1; version <= 50; version++) await record(scene, version);
    await until('the outbox is empty', () => spine.relay.isIdle());
    await scene.atRest(consumer);
    for (const relay of relays) await relay.beforeApplicationShutdown();
    expect(await scene.effects()).toEqual(inOrder('a', 50));
  });
});

describe('a backlog of more than a batch', () => {
  const OTHERS = 4_500;

  /**
   * The first fact of a key is written before a backlog, and committed while that is appended; then comes the second.
   * @param overrule may give the relay another database.
   * @returns the versions of that key as they are told, and how many facts of others were.
   */
  async function backlog(overrule: (database: Database) => Database = (database) => database) {
    const scene = spine.scene();
    let commitFirst = (): void => undefined;
    const wished = new Promise<void>((resolve) => (commitFirst = resolve));
    let isWritten = false;
    const first = record(scene, 1, async () => {
      isWritten = true;
      await wished;
    });
    await until('the first is written', () => isWritten);
    await spine.database.query(
      `INSERT INTO outbox (id, topic, type, key, occurred_at, data)
       SELECT gen_random_uuid(), $1, $2, 'other', now(), '{"version": 0}' FROM generate_series(1, $3::int)`,
      [scene.changed.topic, scene.changed.type, OTHERS],
    );
    let isRead = (): void => undefined;
    const secondBatch = new Promise<void>((resolve) => (isRead = resolve));
    const log = new Written(async (call) => {
      if (call > 1) return isRead();
      commitFirst();
      await first;
      await record(scene, 2);
    });
    const relay = new Relay(overrule(await spine.openDatabase()), log);
    relay.onApplicationBootstrap();
    await secondBatch;
    await until('the outbox is empty', () => relay.isIdle());
    await relay.beforeApplicationShutdown();
    return {
      versions: log.versions.filter((version) => version !== 0),
      others: log.versions.filter((version) => version === 0).length,
    };
  }

  it('when a fact is committed late, then it is told before those of its key behind it, and each once', async () => {
    expect(await backlog()).toEqual({ versions: [1, 2], others: OTHERS });
  });

  it('if reading went on behind the last that was read, then the key would be turned round (negative control)', async () => {
    expect(await backlog(goingOnBehindTheLast)).toEqual({ versions: [2, 1], others: OTHERS });
  });
});

describe('the relay', () => {
  it('when it is killed between appending and deleting, then it appends again, and nothing gets lost', async () => {
    const scene = spine.scene();
    await record(scene, 1);
    await record(scene, 2);
    const log = new Written();
    const killed = withMethod(log, 'append', async (events: readonly LoggedEvent[]) => {
      await log.append(events);
      if (log.calls === 1) throw new Error('killed after appending');
    });
    const relay = new Relay(spine.database, killed);
    relay.onApplicationBootstrap();
    await until('the outbox is empty', () => relay.isIdle());
    await relay.beforeApplicationShutdown();
    expect(log.versions).toEqual([1, 2, 1, 2]); // a log drops the twins if it can, and the inbox does else
  });

  it('when the database takes no writes for a while, then a fact is told once that is over, and not before', async () => {
    const scene = spine.scene();
    const log = new Written();
    let [looks, takesNone] = [0, true];
    const database = withMethod(
      spine.database,
      'transaction',
      (work: (transaction: Transaction) => Promise<unknown>) =>
        spine.database.transaction(async (transaction) => {
          looks++;
          if (takesNone) await transaction.query('SET TRANSACTION READ ONLY');
          return work(transaction);
        }),
    );
    await record(scene, 1);
    const relay = new Relay(database, log);
    relay.onApplicationBootstrap();
    await until('it has looked three times', async () => looks > 3);
    expect(log.calls).toBe(0);
    takesNone = false;
    await until('the fact is told', () => relay.isIdle());
    await relay.beforeApplicationShutdown();
    expect(log.versions).toEqual([1]);
  });

  it('when the transaction of a fact is undone, then nobody hears of it', async () => {
    const scene = spine.scene();
    const undone = record(scene, 1, () => Promise.reject(new Error('undone')));
    await expect(undone).rejects.toThrow('undone');
    await record(scene, 2);
    expect(await spine.database.query(`SELECT data -> 'version' AS version FROM outbox`)).toEqual([
      { version: 2 },
    ]);
  });

  it('when a fact was recorded in a trace, then the log gets that trace with it', async () => {
    const scene = spine.scene();
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    await record(scene, 1, async (transaction) => {
      await transaction.query('UPDATE outbox SET traceparent = $1', [traceparent]);
    });
    const given: LoggedEvent[] = [];
    const log = withMethod(new Written(), 'append', async (events: readonly LoggedEvent[]) => {
      given.push(...events);
    });
    const relay = new Relay(spine.database, log);
    relay.onApplicationBootstrap();
    await until('the outbox is empty', () => relay.isIdle());
    await relay.beforeApplicationShutdown();
    expect(given).toMatchObject([{ key: 'a', traceparent }]);
  });

  it('tells how many facts wait, and since when the oldest does', async () => {
    const scene = spine.scene();
    expect(await spine.relay.backlog()).toEqual({ facts: 0, oldestSeconds: 0 });
    await record(scene, 1);
    await record(scene, 2);
    await spine.database.query(
      `UPDATE outbox SET recorded_at = recorded_at - interval '1 minute' WHERE (data ->> 'version')::integer = 1`,
    );
    const { facts, oldestSeconds } = await spine.relay.backlog();
    expect(facts).toBe(2);
    expect(Math.floor(oldestSeconds)).toBe(60);
  });
});
