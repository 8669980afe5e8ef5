import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import type { Database } from '#libs/database';
import { inOrder, type EventScene, type Handler } from '../../../test/support/event-scene.js';
import { runEventSpine, type EventSpine } from '../../../test/support/run-event-spine.js';
import { until } from '../../../test/support/until.js';
import { HandOver } from '../../../tools/event-logs/hand-over.js';
import type { KeyOfConsumer } from './dead-letters.js';

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

const lettersOf = async ({ changed }: EventScene) =>
  (await spine.deadLetters.list()).filter(({ topic }) => topic === changed.topic);

const wishReplay = (key: KeyOfConsumer) =>
  spine.database.transaction((transaction) => spine.deadLetters.wishReplay(transaction, key));

async function waitForLock(sessions: number): Promise<boolean> {
  const rows = await spine.database.query(
    `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
  );
  return rows.length === sessions;
}

/** The database as who is held up at the right moment has it: its next transaction waits. */
function goesOnAfter(moment: Promise<void>, isHeldUp: () => boolean): Database {
  const held: Database = Object.create(spine.database);
  held.transaction = async (work) => {
    if (isHeldUp()) await moment;
    return spine.database.transaction(work);
  };
  return held;
}

describe('a handler that fails', () => {
  it('when it throws twice and then succeeds, then it was tried in place and has one effect', async () => {
    const scene = spine.scene();
    let tries = 0;
    const consumer = await scene.consume({ note: scene.noteUnless(() => ++tries < 3) });
    await scene.publish(['a', 1], ['a', 2]);
    await until('both were handled', () => scene.hasEffects(2));
    await scene.atRest(consumer);
    expect(await scene.effects()).toEqual(['a@1', 'a@2']);
    expect(tries).toBe(4);
    expect(await scene.letters()).toEqual([]);
  });

  it('when its error quotes a value or cannot be stored, then the dead letter says the rest of it', async () => {
    const scene = spine.scene();
    const consumer = await scene.consume({
      quotes: async (_, { transaction }) => {
        await transaction.query('SELECT $1::text::integer', ['somebody']);
      },
      binary: async () => {
        throw new Error('not\0 today\nnor tomorrow');
      },
    });
    await scene.publish(['a', 1]);
    await until('both have given up', async () => (await scene.letters()).length === 2);
    await scene.atRest(consumer);
    const letters = (await spine.deadLetters.list()).filter(({ topic }) => topic === scene.changed.topic);
    expect(letters.map(({ reason }) => reason)).toEqual(['error: SQLSTATE 22P02', 'Error: not today']);
  });

  it('when a stale member of the group gives up what another is handling, then there is no dead letter', async () => {
    const scene = spine.scene();
    const [stale, active] = [new HandOver(), new HandOver()];
    const event = scene.fact('a', 1);
    let handledByTheOther: Promise<void> | undefined;
    let tries = 0;
    const giveUpLate: Handler = async () => {
      if (++tries === 3) {
        handledByTheOther = active.deliver([event]);
        await until('the other waits for this attempt to end', () => waitForLock(1));
      }
      throw new Error('not today');
    };
    let claims = (): void => undefined;
    const claimed = new Promise<void>((resolve) => (claims = resolve));
    await scene.consume(
      { note: giveUpLate },
      { from: stale, database: goesOnAfter(claimed, () => tries === 3) },
    );
    await scene.consume(
      {
        note: async (...told) => {
          claims();
          await scene.note(...told);
          await until(
            'the stale one is giving up',
            async () => (await waitForLock(1)) || (await scene.letters()).length > 0,
          );
        },
      },
      { from: active, database: await spine.openDatabase() },
    );
    await stale.deliver([event]);
    await handledByTheOther;
    expect(await scene.effects()).toEqual(['a@1']);
    expect(await scene.letters()).toEqual([]);
  });
});

describe('two members with the same event', () => {
  it('when one gives it up while the other waits for it, then the other does not handle it beside the dead letter', async () => {
    const scene = spine.scene();
    const [failing, waiting] = [new HandOver(), new HandOver()];
    const event = scene.fact('a', 1);
    await scene.consume({ note: scene.noteUnless(() => true) }, { from: failing });
    await scene.consume({ note: scene.note }, { from: waiting, database: await spine.openDatabase() });
    const holder = new Client({ connectionString: spine.url });
    await holder.connect();
    try {
      await holder.query('BEGIN');
      await holder.query('LOCK TABLE probe.dead_letters IN SHARE ROW EXCLUSIVE MODE');
      const deliveries = [failing.deliver([event])];
      await until('the one is about to write the dead letter', () => waitForLock(1));
      deliveries.push(waiting.deliver([event]));
      await until('the other waits for the one', () => waitForLock(2));
      await holder.query('COMMIT');
      await Promise.all(deliveries);
    } finally {
      await holder.end();
    }
    expect(await scene.effects()).toEqual([]);
    expect(await scene.letters()).toEqual([{ consumer: 'note', state: 'failed', attempts: 3, fact: 'a@1' }]);
  });
});

describe('a handler that hangs', () => {
  it('when its time is up, then it is undone and has failed, and the other keys go on', async () => {
    const scene = spine.scene();
    const consumer = await scene.consume(
      {
        note: async (event, context) => {
          await scene.note(event, context);
          if (event.data.accountId === 'a') await new Promise(() => undefined);
        },
      },
      { handlerLimitMs: 40 },
    );
    await scene.publish(['a', 1], ['b', 1], ['a', 2]);
    await until('it is given up', async () => (await scene.letters()).length === 2);
    await scene.atRest(consumer);
    expect(await scene.effects()).toEqual(['b@1']);
    expect((await lettersOf(scene)).map(({ state, reason }) => ({ state, reason }))).toEqual([
      { state: 'failed', reason: 'TookTooLong: The handler took longer than 0.04 s' },
      { state: 'parked', reason: 'waits behind an event of its key' },
    ]);
  });

  it('when it goes on after its time, then nothing that it does stays', async () => {
    const scene = spine.scene();
    let goOn = (): void => undefined;
    const woken = new Promise<void>((resolve) => (goOn = resolve));
    const late: Promise<void>[] = [];
    const log = new HandOver();
    await scene.consume(
      {
        note: async (event, context) => {
          await woken;
          late.push(scene.note(event, context));
          await late.at(-1);
        },
      },
      { from: log, handlerLimitMs: 20 },
    );
    await log.deliver([scene.fact('a', 1)]);
    goOn();
    await until('all three attempts woke up', () => late.length === 3);
    expect((await Promise.allSettled(late)).map(({ status }) => status)).toEqual(Array(3).fill('rejected'));
    expect(await scene.effects()).toEqual([]);
  });

  it('when a statement of it waits for a lock, then that statement ends with its time', async () => {
    const scene = spine.scene();
    const holder = new Client({ connectionString: spine.url });
    await holder.connect();
    try {
      await holder.query('BEGIN');
      await holder.query('LOCK TABLE probe.effects');
      const log = new HandOver();
      await scene.consume({ note: scene.note }, { from: log, handlerLimitMs: 50 });
      await log.deliver([scene.fact('a', 1)]); // while the lock is held
    } finally {
      await holder.end();
    }
    expect(await scene.letters()).toEqual([{ consumer: 'note', state: 'failed', attempts: 3, fact: 'a@1' }]);
    expect(await scene.effects()).toEqual([]);
  });
});

describe('replay', () => {
  async function poisoned(broken: (version: number) => boolean) {
    const scene = spine.scene();
    const consumer = await scene.consume({ note: scene.noteUnless(({ version }) => broken(version)) });
    await scene.publish(['a', 1], ['a', 2], ['a', 3]);
    await until('all wait', async () => (await scene.letters()).length === 3);
    await scene.atRest(consumer);
    const key = { consumer: `${scene.name}.note`, topic: scene.changed.topic, key: 'a' };
    return { scene, key, consumer, again: () => consumer.replay(key) };
  }

  const restOfThem = [
    { consumer: 'note', state: 'failed', attempts: 1, fact: 'a@2' },
    { consumer: 'note', state: 'parked', attempts: 0, fact: 'a@3' },
  ];

  it('when it fails again, then it keeps that event and those behind it', async () => {
    let broken = (_version: number) => true;
    const { scene, again } = await poisoned((version) => broken(version));
    broken = (version) => version === 2;
    await expect(again()).rejects.toThrow('not today');
    expect(await scene.effects()).toEqual(['a@1']);
    expect(await scene.letters()).toEqual(restOfThem);
  });

  it('when two operators replay at once, then each event has one effect, in order', async () => {
    let broken = true;
    const { scene, again } = await poisoned(() => broken);
    broken = false;
    const counts = await Promise.all([again(), again()]);
    expect(counts.reduce((sum, count) => sum + count)).toBe(3);
    expect(await scene.effects()).toEqual(inOrder('a', 3));
  });

  it('when somebody wishes for it in the database, then the running service does it', async () => {
    let broken = true;
    const { scene, key } = await poisoned(() => broken);
    expect(await spine.deadLetters.count()).toEqual(
      expect.arrayContaining([
        { consumer: key.consumer, state: 'failed', count: 1 },
        { consumer: key.consumer, state: 'parked', count: 2 },
      ]),
    );
    broken = false;
    expect(await wishReplay(key)).toBe(3);
    await until('the wish is fulfilled', () => scene.hasEffects(3));
    expect(await scene.effects()).toEqual(inOrder('a', 3));
    expect(await scene.letters()).toEqual([]);
    expect(await wishReplay(key)).toBe(0);
  });

  it('when it is killed before an event that was parked after the wish, then the next start goes on with that one', async () => {
    const { scene, key, consumer } = await poisoned(() => true);
    await consumer.close();
    await wishReplay(key);
    const parked = { state: 'parked', reason: 'waits', attempts: 0 } as const;
    await spine.database.transaction((transaction) =>
      spine.deadLetters.add(transaction, key.consumer, scene.fact('a', 4), parked),
    );
    for (let replayed = 0; replayed < 3; replayed++) {
      await spine.database.transaction(async (transaction) => {
        const letter = await spine.deadLetters.oldest(transaction, key);
        if (letter !== undefined) await spine.deadLetters.remove(transaction, letter);
      });
    }
    await scene.consume({ note: scene.note });
    await until('the last one is handled', () => scene.hasEffects(1));
    expect(await scene.effects()).toEqual(['a@4']);
    expect(await scene.letters()).toEqual([]);
  });

  it('when a wished replay fails again, then the wish is done with, and the rest stays', async () => {
    let broken = (_version: number) => true;
    const { scene, key } = await poisoned((version) => broken(version));
    broken = (version) => version === 2;
    await wishReplay(key);
    await until('it has failed again', async () => (await spine.deadLetters.wished()).length === 0);
    expect(await scene.effects()).toEqual(['a@1']);
    expect(await scene.letters()).toEqual(restOfThem);
  });
});

describe('what no handler sees', () => {
  it('when an event of a known type does not fit its schema, then it is a dead letter at once', async () => {
    const scene = spine.scene();
    let calls = 0;
    const log = new HandOver();
    await scene.consume({ count: async () => void calls++ }, { from: log });
    await log.deliver([{ ...scene.fact('a', 1), data: { accountId: 'a', version: 'secret' } }]);
    const [letter] = await lettersOf(scene);
    expect(letter).toMatchObject({ state: 'failed', attempts: 1 });
    expect(letter?.reason).toMatch(/does not fit its schema \(version: invalid_type\)/);
    expect(letter?.reason).not.toContain('secret');
    expect(calls).toBe(0);
  });

  it('when a dead letter was written, then it still tells the trace that the event came from', async () => {
    const scene = spine.scene();
    const log = new HandOver();
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    await scene.consume({ note: scene.note }, { from: log });
    await log.deliver([{ ...scene.fact('a', 1), data: {}, traceparent }]);
    expect(await lettersOf(scene)).toMatchObject([{ traceparent }]);
  });

  it('when the type is unknown, then the event is skipped and kept in mind, once however often it comes', async () => {
    const scene = spine.scene();
    const invented = { type: `${scene.name}.invented`, topic: scene.changed.topic };
    const ofScene = async () =>
      (await spine.unknownEvents.byType()).filter(({ topic }) => topic === invented.topic);
    const consumer = await scene.consume({ note: scene.note });
    await spine.log.append([
      { ...scene.fact('a', 1), ...invented },
      scene.fact('a', 2),
      { ...scene.fact('b', 1), ...invented },
    ]);
    await until('the known one is handled', () => scene.hasEffects(1));
    await scene.atRest(consumer);
    expect(await ofScene()).toMatchObject([{ ...invented, count: 2 }]);

    await consumer.redeliver();
    await scene.atRest(consumer);
    expect(await ofScene()).toMatchObject([{ ...invented, count: 2 }]);
    expect(await scene.effects()).toEqual(['a@2']);
    expect(await scene.letters()).toEqual([]);
  });

  it('when a later build knows the type, then a redelivery brings the event', async () => {
    const scene = spine.scene();
    const next = `${scene.name}-next`;
    const ofNextBuild = { ...scene.fact('a', 1), type: `probe.${next}.changed` };
    const consumer = await scene.consume({ note: scene.note });
    await spine.log.append([ofNextBuild, scene.fact('a', 2)]);
    await until('the known one is handled', () => scene.hasEffects(1));
    await scene.atRest(consumer);
    await scene.end();

    const { defineEvent } = await import('#libs/contracts');
    defineEvent({ ...scene.changed, type: ofNextBuild.type, data: scene.changed.data.shape });
    const upgraded = await scene.consume({ note: scene.note });
    upgraded.addHandler(ofNextBuild.type, scene.note as never, true, { consumer: 'note-next' });
    await upgraded.redeliver();
    await until('it is handled', () => scene.hasEffects(2));
    await scene.atRest(upgraded);
    expect(await scene.effects()).toEqual(['a@2', 'a@1']);
    expect((await spine.unknownEvents.byType()).map(({ type }) => type)).not.toContain(ofNextBuild.type);
  });
});
