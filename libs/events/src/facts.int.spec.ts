import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { defineEvent, type EventOf } from '#libs/contracts';
import { newId, type Database, type Transaction } from '#libs/database';
import { runEventSpine, type EventSpine } from '../../../test/support/run-event-spine.js';
import { until } from '../../../test/support/until.js';
import { EventConsumer } from './event-consumer.js';
import type { EventContext } from './event-context.js';
import type { EventLog, LoggedEvent, LogReading } from './event-log.js';
import { Facts } from './facts.js';
import { consumersOf, OnEvent } from './on-event.js';

const topic = 'probe.colour.v1';
const data = { colourId: z.uuid(), version: z.int() };
const fact = (name: string) =>
  defineEvent({ type: `probe.colour.${name}`, topic, compacted: true, key: 'colourId', data });
const [mixed, faded] = [fact('mixed'), fact('faded')];
type Colour = EventOf<typeof mixed>;

class KeepColours {
  @OnEvent(mixed, Symbol('probe'), 'keep-colours')
  async onMixed({ data: { colourId, version } }: Colour, { transaction }: EventContext): Promise<void> {
    await put(transaction, colourId, { version, state: 'mixed' });
  }

  @OnEvent(faded, Symbol('probe'), 'keep-colours')
  async onFaded({ data: { colourId, version } }: Colour, { transaction }: EventContext): Promise<void> {
    await put(transaction, colourId, { version, state: 'faded' });
  }
}

class KeepColoursAndMore extends KeepColours {
  @OnEvent(mixed, Symbol('probe'), 'note-colours')
  async note({ data: { colourId, version } }: Colour, { transaction }: EventContext): Promise<void> {
    await transaction.query(`INSERT INTO effects (scene, account, version) VALUES ('colour', $1, $2)`, [
      colourId,
      version,
    ]);
  }
}

async function put(transaction: Transaction, id: string, facts: object): Promise<void> {
  await transaction.query(
    'INSERT INTO colour_facts VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET data = $2',
    [id, facts],
  );
}

let spine: EventSpine;
let consumer: EventConsumer;
beforeAll(async () => {
  spine = await runEventSpine();
  await spine.database.query('CREATE TABLE colour_facts (id uuid PRIMARY KEY, data jsonb NOT NULL)');
});
beforeEach(async () => {
  consumer = new EventConsumer('probe', Symbol('probe'), spine.log, spine.database, spine.deadLetters);
  for (const { type, handle } of consumersOf(new KeepColours(), 'probe'))
    consumer.addHandler(type, handle, true, { consumer: 'keep-colours' });
  await new Promise<void>((resolve, reject) =>
    consumer.listen((error) => (error === undefined ? resolve() : reject(error))),
  );
});
afterEach(() => consumer.close());
afterAll(() => spine.stop());

function factsOf(
  log: EventLog = spine.log,
  database: Database = spine.database,
  handlers = new KeepColours(),
) {
  const facts = new Facts('probe', database, log, [{ handlers, tables: ['colour_facts'] }]);
  return { check: () => facts.check(), rebuild: () => facts.rebuild(async () => undefined) };
}

const told = (
  colourId: string,
  version: number,
  { type } = mixed as { type: string },
  more: Partial<LoggedEvent> = {},
): LoggedEvent => ({
  id: newId(),
  topic,
  type,
  schemaVersion: 1,
  key: colourId,
  occurredAt: new Date('2026-12-01T12:00:00Z'),
  data: { colourId, version },
  traceparent: null,
  ...more,
});
const live = () =>
  spine.database.query<{ id: string; data: object }>('SELECT * FROM colour_facts ORDER BY id');
const ofColour = async (id: string) => (await live()).find((row) => row.id === id)?.data;
const atRest = () => until('all is handled', () => consumer.isIdle());
const differences = async () => (await factsOf().check())[0]?.differences;

describe('facts that are made again from the log', () => {
  it('when rows were lost, made up or changed, then they are named and put right, and others are left alone', async () => {
    const [lost, changed, whole, madeUp] = [newId(), newId(), newId(), newId()];
    await spine.log.append([
      told(lost, 1),
      told(changed, 1),
      told(whole, 1),
      told(lost, 2, faded),
      told(changed, 2),
    ]);
    await atRest();
    const before = await live();
    expect(await differences()).toEqual([]);

    const rowOfWhole = () =>
      spine.database.query('SELECT xmin::text FROM colour_facts WHERE id = $1', [whole]);
    const untouched = await rowOfWhole();
    await spine.database.query('DELETE FROM colour_facts WHERE id = $1', [lost]);
    await spine.database.query(`UPDATE colour_facts SET data = '{}' WHERE id = $1`, [changed]);
    await spine.database.query(`INSERT INTO colour_facts VALUES ($1, '{}')`, [madeUp]);
    const expected = [
      { id: lost, kind: 'missing' },
      { id: changed, kind: 'different' },
      { id: madeUp, kind: 'unfounded' },
    ];
    expect(await differences()).toEqual(expected);
    const tables = await factsOf().rebuild();
    expect(tables).toMatchObject([{ table: 'colour_facts', differing: 3, differences: expected }]);
    expect(await live()).toEqual(before);
    expect(await rowOfWhole()).toEqual(untouched);
    expect(await differences()).toEqual([]);
  });

  it('when the log tells an older fact once more, as after a crash, then the newer one has the last word', async () => {
    const id = newId();
    const [first, second] = [told(id, 1), told(id, 2)];
    await spine.log.append([first, second]);
    await atRest();
    const log = readBy(spine.log, async (reading, deliver) => {
      await reading.next(deliver);
      await deliver([first]);
    });
    expect((await factsOf(log).check())[0]?.differences).toEqual([]);
    await factsOf(log).rebuild();
    expect(await ofColour(id)).toEqual({ version: 2, state: 'mixed' });
  });

  it('leaves nothing behind in the log', async () => {
    const tables = ['consumer_groups', 'cursors', 'topics'];
    const traces = () =>
      Promise.all(tables.map((table) => spine.database.query(`SELECT * FROM event_log.${table} ORDER BY 1`)));
    await atRest();
    const before = await traces();
    await factsOf().rebuild();
    expect(await traces()).toEqual(before);
  });

  it('when an event could not be handled, then facts are as they were before it', async () => {
    const id = newId();
    await spine.log.append([told(id, 1), told(id, 2, mixed, { data: { colourId: id } }), told(id, 3)]);
    await until(
      'it and the next are dead letters',
      async () => (await spine.deadLetters.list()).length === 2,
    );
    await atRest();
    expect(await differences()).toEqual([]);
    await spine.database.query('DELETE FROM colour_facts');
    await factsOf().rebuild();
    expect(await ofColour(id)).toEqual({ version: 1, state: 'mixed' });
  });

  it('when the log has compacted what came before a dead letter, then nothing is changed', async () => {
    const id = newId();
    const [known, broken] = [told(id, 1), told(id, 2, mixed, { data: { colourId: id } })];
    await spine.log.append([known, broken]);
    const letterOfIt = async () => (await spine.deadLetters.list()).filter(({ key }) => key === id);
    await until('it is a dead letter', async () => (await letterOfIt()).length === 1);
    await atRest();
    await spine.database.query('DELETE FROM event_log.events WHERE id = $1', [known.id]);
    const untold = `The log no longer has what probe.keep-colours knows of ${id} (${topic})`;
    await expect(factsOf().rebuild()).rejects.toThrow(untold);
    await expect(factsOf().check()).rejects.toThrow(untold);
    expect(await ofColour(id)).toEqual({ version: 1, state: 'mixed' });
    await spine.database.query('DELETE FROM dead_letters WHERE key = $1', [id]);
    await spine.database.query('DELETE FROM colour_facts WHERE id = $1', [id]);
  });

  it('when a handler does more than keep facts, then all stays as it was', async () => {
    const events = [told(newId(), 1)];
    await spine.log.append(events);
    await atRest();
    const noted = { consumer: 'probe.note-colours', id: events[0]?.id ?? '' };
    await spine.database.query('INSERT INTO inbox VALUES ($1, $2)', [noted.consumer, noted.id]);
    const before = await live();
    const both = factsOf(spine.log, spine.database, new KeepColoursAndMore());
    for (const make of [both.rebuild, both.check])
      await expect(make()).rejects.toThrow('have written into effects, which are no facts of theirs');
    expect(await live()).toEqual(before);
    expect(await spine.database.query('SELECT FROM effects')).toEqual([]);
  });
});

describe('while the service runs', () => {
  it('when facts come all the time, then a check finds nothing, and rebuilding loses none', async () => {
    const ids = Array.from({ length: 20 }, () => newId()).toSorted();
    let version = 0;
    const enough = new AbortController();
    const publishing = (async () => {
      for (; !enough.signal.aborted; version++) {
        await until('the consumer is not far behind', async () => (await consumer.lag()) < 100);
        await spine.log.append(ids.map((id) => told(id, version, version % 3 === 0 ? faded : mixed)));
      }
    })();
    try {
      await until('some are there', async () => version > 3);
      for (let round = 0; round < 5; round++) {
        expect(await differences()).toEqual([]);
        expect(await factsOf().rebuild()).toMatchObject([{ differing: 0 }]);
      }
    } finally {
      enough.abort();
      await publishing;
    }
    await atRest();
    const last = { version: version - 1, state: (version - 1) % 3 === 0 ? 'faded' : 'mixed' };
    const rows = (await live()).filter(({ id }) => ids.includes(id));
    expect(rows).toEqual(ids.map((id) => ({ id, data: last })));
    expect(await differences()).toEqual([]);
  });

  it('when a fact becomes handled between two looks, then later ones of its key have the last word nevertheless', async () => {
    const id = newId();
    const [first, second] = [told(id, 1), told(id, 2)];
    let looks = 0;
    const log = readBy(spine.log, async (reading, deliver) => {
      if (++looks > 1) return;
      await reading.next(deliver);
      await deliver([first]);
      await spine.log.append([first, second]);
      await atRest();
      await deliver([second]);
    });
    await factsOf(log).rebuild();
    expect(await ofColour(id)).toEqual({ version: 2, state: 'mixed' });
  });

  /** Publishes one more fact of a colour when the rebuild has read all, and waits until its handler is done or waits. */
  async function rebuildWithALateFact(database: Database): Promise<unknown> {
    const id = newId();
    await spine.log.append([told(id, 1)]);
    await atRest();
    let readings = 0;
    const log = readBy(spine.log, async (reading, deliver) => {
      await reading.next(deliver);
      if (++readings !== 3) return;
      await spine.log.append([told(id, 2)]);
      await until('it is handled, or its handler waits', async () => {
        const waiting = await spine.database.query(
          `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
        );
        return waiting.length > 0 || (await consumer.isIdle());
      });
    });
    await spine.database.query('DELETE FROM colour_facts');
    await factsOf(log, database).rebuild();
    await atRest();
    return ofColour(id);
  }

  it('when a fact comes after all was read, then its handler waits, and has the last word', async () => {
    expect(await rebuildWithALateFact(spine.database)).toEqual({ version: 2, state: 'mixed' });
  });

  it('without the lock that fact would be lost', async () => {
    const withoutLock = overruled(spine.database, (sql) => (sql.startsWith('LOCK') ? 'SELECT 1' : sql));
    expect(await rebuildWithALateFact(withoutLock)).toEqual({ version: 1, state: 'mixed' });
    await factsOf().rebuild();
  });
});

/** The same log, of which one reads in another way. */
function readBy(
  log: EventLog,
  next: (reading: LogReading, deliver: Parameters<LogReading['next']>[0]) => Promise<void>,
): EventLog {
  const read = async (topics: readonly string[]): Promise<LogReading> => {
    const reading = await log.read(topics);
    return { next: (deliver) => next(reading, deliver), close: () => reading.close() };
  };
  return new Proxy(log, { get: (target, name) => (name === 'read' ? read : Reflect.get(target, name)) });
}

/** The same database, whose transactions say something else. */
function overruled(database: Database, say: (sql: string) => string): Database {
  const inTransaction = (transaction: Transaction) =>
    new Proxy(transaction, {
      get: (target, name) =>
        name === 'query'
          ? (sql: string, parameters?: []) => target.query(say(sql), parameters)
          : Reflect.get(target, name),
    });
  return new Proxy(database, {
    get: (target, name) =>
      name === 'transaction'
        ? (work: (transaction: Transaction) => Promise<unknown>) =>
            target.transaction((transaction) => work(inTransaction(transaction)))
        : Reflect.get(target, name),
  });
}
