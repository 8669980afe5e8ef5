import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { defineEvent } from '#libs/contracts';
import { Database, newId } from '#libs/database';
import { inOrder, type EventScene } from '../../../test/support/event-scene.js';
import { rewritten } from '../../../test/support/rewritten-database.js';
import { runEventSpine, type EventSpine } from '../../../test/support/run-event-spine.js';
import { HandOver } from '../../../tools/event-logs/hand-over.js';
import type { EventConsumer } from './event-consumer.js';
import { EventLog, type LoggedEvent } from './event-log.js';
import { forgetEvents } from './forget-events.js';
import { PostgresEventLog } from './postgres-event-log.js';

let spine: EventSpine;
let log: PostgresEventLog;

beforeAll(async () => {
  spine = await runEventSpine();
  log = await PostgresEventLog.open(spine.address);
});

afterEach(async () => {
  await spine.reset();
  await spine.database.query('DELETE FROM inbox');
});

afterAll(async () => {
  await log.close();
  await spine.stop();
});

/** A fact that was made some days ago, as its id says. */
function aged(scene: EventScene, days: number, account: string, version: number): LoggedEvent {
  const made = (Date.now() - days * 86_400_000).toString(16).padStart(12, '0');
  const id = `${made.slice(0, 8)}-${made.slice(8)}${newId().slice(13)}`;
  return { ...scene.fact(account, version), id };
}

/** Has the topic of a scene keep only the newest fact of a key for ever. */
function compacted(scene: EventScene): EventScene {
  const { topic, key, data } = scene.changed;
  defineEvent({ type: `probe.${scene.name}.kept`, topic, compacted: true, key, data: data.shape });
  return scene;
}

/** As if what was handled or appended before had been so some days ago. */
const daysAgo = (table: 'inbox' | 'event_log.events', column: string, days: number, topic: string) =>
  spine.database.query(
    `UPDATE ${table} SET ${column} = ${column} - make_interval(days => $1) WHERE topic = $2`,
    [days, topic],
  );

const never = () => false;

describe('what a service remembers of what it has handled', () => {
  const handledDaysAgo = (scene: EventScene, days: number) =>
    daysAgo('inbox', 'handled_at', days, scene.changed.topic);

  async function remembered(events: Record<string, LoggedEvent>): Promise<string[]> {
    const rows = await spine.database.query<{ id: string }>('SELECT event_id AS id FROM inbox');
    const ids = new Set(rows.map(({ id }) => id));
    return Object.keys(events).filter((name) => ids.has(events[name]?.id ?? ''));
  }

  async function handOver(scene: EventScene, given = new HandOver()) {
    return { given, consumer: await scene.consume({ note: scene.note }, { from: given }) };
  }

  it('when no log delivers an event any more, then it is forgotten; what was handled later, or nobody knows the topic of, stays', async () => {
    const scene = spine.scene();
    const { given, consumer } = await handOver(scene);
    const events = {
      old: aged(scene, 30, 'a', 1),
      late: aged(scene, 30, 'a', 2),
      young: scene.fact('a', 3),
      withoutTopic: aged(scene, 30, 'a', 4),
      ofNewerBuild: aged(scene, 30, 'a', 5),
    };
    const { late, ...others } = events;
    await given.deliver(Object.values(others));
    await handledDaysAgo(scene, 29);
    await spine.database.query('UPDATE inbox SET topic = NULL WHERE event_id = $1', [events.withoutTopic.id]);
    await spine.database.query(`UPDATE inbox SET topic = 'probe.later.v1' WHERE event_id = $1`, [
      events.ofNewerBuild.id,
    ]);
    await given.deliver([late]);
    expect(await consumer.forget(() => true)).toBe(0);
    expect(await consumer.forget()).toBe(1);
    expect(await remembered(events)).toEqual(['late', 'young', 'withoutTopic', 'ofNewerBuild']);
  });

  it('when a topic is compacted, then the newest of the old events of each key stays', async () => {
    const scene = compacted(spine.scene());
    const { given, consumer } = await handOver(scene);
    const events = {
      a1: aged(scene, 40, 'a', 1),
      a2: aged(scene, 35, 'a', 2),
      a3: aged(scene, 33, 'a', 3),
      b1: aged(scene, 40, 'b', 1),
      a4: scene.fact('a', 4),
    };
    const { a4, ...old } = events;
    for (const event of Object.values(old)) await given.deliver([event]);
    await handledDaysAgo(scene, 29);
    await given.deliver([a4]);
    expect(await consumer.forget()).toBe(2);
    expect(await remembered(events)).toEqual(['a3', 'b1', 'a4']);
    expect(await consumer.forget()).toBe(0);
  });

  /** What is done again when the log delivers a fact that is old, and long overtaken. */
  async function effectsOfDeliveringTheOvertaken(isRidOfOvertaken: boolean): Promise<string[]> {
    const scene = compacted(spine.scene());
    const { given, consumer } = await handOver(scene, new HandOver({ isRidOfOvertaken }));
    const [older, newer] = [aged(scene, 40, 'a', 1), aged(scene, 35, 'a', 2)];
    for (const event of [older, newer]) await given.deliver([event]);
    await handledDaysAgo(scene, 29);
    await consumer.forget();
    await given.deliver([older, newer]);
    return scene.effects();
  }

  it('when the log cannot say what it has compacted, then the older ones stay, and a redelivery changes nothing', async () => {
    expect(await effectsOfDeliveringTheOvertaken(false)).toEqual(inOrder('a', 2));
  });

  it('if it said so and delivered them nevertheless, the oldest would have the last word (negative control)', async () => {
    expect(await effectsOfDeliveringTheOvertaken(true)).toEqual([...inOrder('a', 2), 'a@1']);
  });

  it('when an older event was handled after a newer one, as a redelivery may have it, then both stay', async () => {
    const scene = compacted(spine.scene());
    const { given, consumer } = await handOver(scene);
    const events = { newer: aged(scene, 35, 'a', 2), older: aged(scene, 40, 'a', 1) };
    for (const event of Object.values(events)) await given.deliver([event]);
    await handledDaysAgo(scene, 29);
    expect(await consumer.forget()).toBe(0);
    expect(await remembered(events)).toEqual(['newer', 'older']);
  });

  it('when there is much, then it goes in portions, and another process that is at it is left alone', async () => {
    const scene = spine.scene();
    const { consumer } = await handOver(scene);
    await spine.database.query(
      `INSERT INTO inbox (consumer, event_id, topic, key, handled_at)
       SELECT $1, ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, $2, 'a', clock_timestamp() - interval '29 days'
       FROM generate_series(1, 4500) n`,
      [`${scene.name}.note`, scene.changed.topic],
    );
    const other = new Client({ connectionString: spine.url, options: '-c search_path=probe' });
    await other.connect();
    try {
      await other.query(`SELECT pg_advisory_lock(hashtextextended('forgetting ' || current_schema(), 0))`);
      expect(await consumer.forget()).toBe(0);
    } finally {
      await other.end();
    }
    let asked = 0;
    expect(await consumer.forget(() => ++asked > 3)).toBe(4000); // the first question is for unknown events
    expect(await consumer.forget()).toBe(500);
  });

  it('when what one consumer has handled cannot be forgotten, then that of the others is nevertheless', async () => {
    const scene = spine.scene();
    const given = new HandOver();
    const consumer = await scene.consume({ a: scene.note, b: scene.note }, { from: given });
    await given.deliver([aged(scene, 30, 'a', 1)]);
    await handledDaysAgo(scene, 29);
    let asked = 0;
    given.held = async () => {
      if (++asked === 1) throw new Error('not now');
      return new Set();
    };
    await expect(consumer.forget()).rejects.toThrow('Not all was forgotten: Error: not now');
    expect(await spine.database.query('SELECT consumer FROM inbox')).toEqual([
      { consumer: `${scene.name}.a` },
    ]);
  });

  /** What PostgreSQL asks an index for, where a consumer's old rows are looked for. */
  async function askedOfTheIndex(change = (sql: string) => sql): Promise<string> {
    const looks: string[] = [];
    const recorded = rewritten(spine.database, (sql) => {
      if (sql.startsWith('SELECT event_id')) looks.push(sql);
      return sql;
    });
    const scene = spine.scene();
    const given = new HandOver();
    const consumer = await scene.consume({ note: scene.note }, { from: given, database: recorded });
    await given.deliver([scene.fact('a', 1)]);
    await consumer.forget();
    const options = '-c search_path=probe -c enable_seqscan=off';
    const client = new Client({ connectionString: spine.url, options });
    await client.connect();
    try {
      const plan = await client.query<{ 'QUERY PLAN': string }>(
        `EXPLAIN (GENERIC_PLAN) ${change(looks[0] ?? '')}`,
      );
      return plan.rows.map((row) => row['QUERY PLAN']).find((line) => line.includes('Index Cond')) ?? '';
    } finally {
      await client.end();
    }
  }

  it('finds what is old by the primary key', async () => {
    expect(await askedOfTheIndex()).toContain('event_id <');
  });

  it('with a clock that changes meanwhile it would read all of a consumer (negative control)', async () => {
    const changing = (sql: string) => sql.replaceAll('statement_timestamp()', 'clock_timestamp()');
    const asked = await askedOfTheIndex(changing);
    expect(asked).toContain('event_id >');
    expect(asked).not.toContain('event_id <');
  });

  /** An event is old, but a group that has not read it keeps it in the log; then everything is delivered again. */
  async function redeliveredWhileKept(around: (from: EventLog) => EventLog): Promise<EventScene> {
    const scene = spine.scene();
    const group = `${scene.name}-away`;
    await (await log.subscribe({ group, topics: [scene.changed.topic], deliver: notNow })).close();
    await log.append([aged(scene, 40, 'a', 1), aged(scene, 35, 'a', 2)]);
    const consumer = await scene.consume({ note: scene.note }, { from: around(log) });
    await scene.atRest(consumer);
    await handledDaysAgo(scene, 29);
    await daysAgo('event_log.events', 'appended_at', 29, scene.changed.topic);
    expect(await log.forget()).toBe(0);
    await consumer.forget();
    await consumer.redeliver();
    await scene.atRest(consumer);
    return scene;
  }

  it('when the log still has an old event, then the service remembers it, and a redelivery changes nothing', async () => {
    expect(await (await redeliveredWhileKept((from) => from)).effects()).toEqual(inOrder('a', 2));
  });

  it('without asking the log the redelivery doubles the effects (negative control)', async () => {
    const forgetful = (from: EventLog) =>
      new Proxy(from, {
        get: (target, property) => {
          if (property === 'held') return async () => new Set();
          const value = Reflect.get(target, property) as unknown;
          return typeof value === 'function' ? (value.bind(target) as unknown) : value;
        },
      });
    expect(await (await redeliveredWhileKept(forgetful)).effects()).toEqual(['a@1', 'a@2', 'a@1', 'a@2']);
  });

  it.each([
    { topic: 'a topic', of: (scene: EventScene) => scene },
    { topic: 'a compacted topic', of: compacted },
  ])('when an event of an unknown type in $topic is as old, then it is forgotten too', async ({ of }) => {
    const scene = of(spine.scene());
    const { given, consumer } = await handOver(scene);
    const unknown = { ...scene.fact('a', 1), type: `probe.${scene.name}.invented` };
    await given.deliver([unknown]);
    expect(await consumer.forget()).toBe(0);
    await spine.database.query(`UPDATE unknown_events SET first_at = first_at - interval '29 days'`);
    expect(await consumer.forget()).toBe(1);
    expect(await spine.unknownEvents.byType()).toEqual([]);
  });

  it('when a dead letter is older than all that is remembered, then its replay still has one effect', async () => {
    const scene = spine.scene();
    const given = new HandOver();
    let broken = true;
    const consumer = await scene.consume({ note: scene.noteUnless(() => broken) }, { from: given });
    const event = aged(scene, 40, 'a', 1);
    await given.deliver([event]);
    await spine.database.query(`UPDATE dead_letters SET first_at = first_at - interval '40 days'`);
    await consumer.forget();
    await given.deliver([event]);
    expect(await scene.letters()).toMatchObject([{ fact: 'a@1' }]);
    broken = false;
    await consumer.replay({ consumer: `${scene.name}.note`, topic: event.topic, key: 'a' });
    await given.deliver([event]);
    expect(await scene.effects()).toEqual(['a@1']);
  });
});

describe('what the log in PostgreSQL remembers', () => {
  const appendedDaysAgo = (scene: EventScene, days: number) =>
    daysAgo('event_log.events', 'appended_at', days, scene.changed.topic);

  const logged = async ({ changed: { topic } }: EventScene) => {
    const rows = await spine.database.query<{ fact: string }>(
      `SELECT key || '@' || (data ->> 'version') AS fact FROM event_log.events WHERE topic = $1 ORDER BY "offset"`,
      [topic],
    );
    return rows.map(({ fact }) => fact);
  };

  async function readUp(scene: EventScene): Promise<EventConsumer> {
    const consumer = await scene.consume({ note: scene.note }, { from: log });
    await scene.atRest(consumer);
    return consumer;
  }

  it('when an event is old and all have read it, then it is gone; the topic goes on, and a new group reads the rest', async () => {
    const scene = spine.scene();
    await log.append([scene.fact('a', 1), scene.fact('a', 2)]);
    const consumer = await readUp(scene);
    await appendedDaysAgo(scene, 15);
    await log.append([scene.fact('a', 3)]);
    await scene.atRest(consumer);
    expect(await log.forget()).toBe(2);
    await log.append([scene.fact('a', 4)]);
    await scene.atRest(consumer);
    expect(await logged(scene)).toEqual(['a@3', 'a@4']);
    expect(await scene.effects()).toEqual(inOrder('a', 4));

    const group = `${scene.name}-new`;
    const late = await log.subscribe({ group, topics: [scene.changed.topic], deliver: notNow });
    expect(await log.lag(group)).toEqual([{ topic: scene.changed.topic, events: 2 }]);
    await late.close();
    await consumer.redeliver();
    await scene.atRest(consumer);
    expect(await consumer.lag()).toBe(0);
    expect(await scene.effects()).toEqual(inOrder('a', 4));
  });

  it('when all of a topic is gone, then nobody is behind, not even a group that is new', async () => {
    const scene = spine.scene();
    await log.append([scene.fact('a', 1)]);
    await readUp(scene);
    await appendedDaysAgo(scene, 15);
    expect(await log.forget()).toBe(1);
    const group = `${scene.name}-new`;
    const late = await log.subscribe({ group, topics: [scene.changed.topic], deliver: notNow });
    expect(await late.caughtUp()).toBe(true);
    expect(await log.lag(group)).toEqual([{ topic: scene.changed.topic, events: 0 }]);
    await late.close();
  });

  it('when a topic is compacted, then what a newer fact has overtaken is gone, and the newest of each key stays', async () => {
    const scene = compacted(spine.scene());
    await log.append([
      scene.fact('a', 1),
      scene.fact('b', 1),
      scene.fact('a', 2),
      scene.fact('a', 3),
      scene.fact('b', 2),
    ]);
    const consumer = await readUp(scene);
    await appendedDaysAgo(scene, 15);
    await log.append([scene.fact('b', 3), scene.fact('b', 4)]);
    await scene.atRest(consumer);
    expect(await log.forget()).toBe(4);
    expect(await logged(scene)).toEqual(['a@3', 'b@3', 'b@4']);
    await consumer.redeliver();
    await scene.atRest(consumer);
    expect(await scene.effects('a')).toEqual(inOrder('a', 3));
    expect(await log.forget()).toBe(0);
  });

  /** Some facts are old, of which one group has read one alone. */
  async function halfRead(forget: (isOver: () => boolean) => Promise<number>): Promise<string[]> {
    const scene = spine.scene();
    const { topic } = scene.changed;
    await log.append([scene.fact('a', 1), scene.fact('a', 2)]);
    await readUp(scene);
    const group = `${scene.name}-away`;
    await (await log.subscribe({ group, topics: [topic], deliver: notNow })).close();
    await spine.database.query('UPDATE event_log.cursors SET next_offset = 1 WHERE group_name = $1', [group]);
    await appendedDaysAgo(scene, 15);
    await forget(never);
    return logged(scene);
  }

  it('when a group has not read an old event yet, then it stays', async () => {
    expect(await halfRead((isOver) => log.forget(isOver))).toEqual(['a@2']);
  });

  it('without asking who has read it, it is lost (negative control)', async () => {
    const database = await Database.open({ url: spine.address, schema: 'event_log', poolSize: 2 });
    try {
      const hasty = rewritten(database, (sql) => sql.replace('min(next_offset)', 'max(next_offset)'));
      expect(await halfRead((isOver) => forgetEvents(hasty, isOver))).toEqual([]);
    } finally {
      await database.close();
    }
  });
});

const notNow = () => Promise.reject(new Error('not now'));
