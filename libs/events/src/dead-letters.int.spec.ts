import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import {
  accountChanged,
  atRest,
  changed,
  runEventSpine,
  type AccountChanged,
  type EventSpine,
} from '../../../test/support/run-event-spine.js';
import { until } from '../../../test/support/until.js';
import type { EventContext } from './event-context.js';
import { EventLog, type SubscribeOptions } from './event-log.js';

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

/** Notes what it is told, then throws for what `refuses` says: what it noted must be undone with it. */
const noteUnless =
  (refuses: (data: AccountChanged['data']) => boolean) =>
  async (event: AccountChanged, context: EventContext): Promise<void> => {
    await spine.note(event, context);
    if (refuses(event.data)) throw new Error('not today');
  };

const letters = async () =>
  (await spine.deadLetters.list()).map(({ consumer, state, attempts, data }) => ({
    consumer,
    state,
    attempts,
    version: accountChanged.data.parse(data).version,
  }));

/** A log whose reader is killed once, after the events were handled and before that was recorded in the log. */
class KilledBeforeTheOffset extends EventLog {
  kills = 1;

  constructor(
    private readonly log: EventLog,
    private readonly meanwhile: () => Promise<unknown> = async () => undefined,
  ) {
    super();
  }

  override append = () => Promise.reject(new Error('is only read'));
  override close = () => this.log.close();
  override subscribe({ deliver, ...options }: SubscribeOptions) {
    return this.log.subscribe({
      ...options,
      deliver: async (events) => {
        await deliver(events);
        if (this.kills-- <= 0) return;
        await this.meanwhile();
        throw new Error('killed before the offset');
      },
    });
  }
}

describe('redelivery', () => {
  it('when a member is killed between handling and its offset, then the events have one effect', async () => {
    const log = new KilledBeforeTheOffset(spine.log);
    await spine.publish(['a', 1], ['a', 2]);
    const consumer = await spine.consume({ note: spine.note }, log);
    await until('the events were delivered twice', () => log.kills < 0);
    await atRest(consumer);
    expect(await spine.effects()).toEqual(['a@1', 'a@2']);
  });

  it('without the inbox rows the same crash doubles the effect (negative control)', async () => {
    const log = new KilledBeforeTheOffset(spine.log, () => spine.database.query('DELETE FROM inbox'));
    await spine.publish(['a', 1], ['a', 2]);
    const consumer = await spine.consume({ note: spine.note }, log);
    await until('the events were delivered twice', () => log.kills < 0);
    await atRest(consumer);
    expect(await spine.effects()).toEqual(['a@1', 'a@2', 'a@1', 'a@2']);
  });

  it('when the log holds a fact twice under one id, then it has one effect', async () => {
    const fact = changed('a', 1);
    await spine.log.append([fact, changed('a', 2)]);
    await spine.log.append([fact]);
    await atRest(await spine.consume({ note: spine.note }));
    expect(await spine.effects()).toEqual(['a@1', 'a@2']);
  });

  it('when an event was handled before one of its key failed, then its redelivery is not parked', async () => {
    const log = new KilledBeforeTheOffset(spine.log);
    await spine.publish(['a', 1], ['a', 2]);
    const consumer = await spine.consume({ note: noteUnless(({ version }) => version === 2) }, log);
    await until('the events were delivered twice', () => log.kills < 0);
    await atRest(consumer);
    expect(await letters()).toEqual([{ consumer: 'probe.note', state: 'failed', attempts: 3, version: 2 }]);
  });
});

describe('a handler that fails', () => {
  it('when it throws twice and then succeeds, then it was tried in place and has one effect', async () => {
    let tries = 0;
    const consumer = await spine.consume({ note: noteUnless(() => ++tries < 3) });
    await spine.publish(['a', 1], ['a', 2]);
    await until('both were handled', async () => (await spine.effects()).length === 2);
    await atRest(consumer);
    expect(await spine.effects()).toEqual(['a@1', 'a@2']);
    expect(tries).toBe(4);
    expect(await letters()).toEqual([]);
  });

  it('when it always throws, then later events of the key are parked, and other keys and handlers go on', async () => {
    const told: string[] = [];
    const consumer = await spine.consume({
      note: noteUnless(({ accountId }) => accountId === 'a'),
      tell: async ({ data }) => void told.push(`${data.accountId}@${data.version}`),
    });
    await spine.publish(['a', 1], ['a', 2], ['b', 1], ['a', 3], ['b', 2]);
    await until('one has failed', async () => (await letters()).length === 3);
    await atRest(consumer);
    expect(await letters()).toEqual([
      { consumer: 'probe.note', state: 'failed', attempts: 3, version: 1 },
      { consumer: 'probe.note', state: 'parked', attempts: 0, version: 2 },
      { consumer: 'probe.note', state: 'parked', attempts: 0, version: 3 },
    ]);
    expect(await spine.effects()).toEqual(['b@1', 'b@2']);
    expect(told.filter((fact) => fact.startsWith('a'))).toEqual(['a@1', 'a@2', 'a@3']);
    expect(told).toHaveLength(5);
  });
});

describe('replay', () => {
  let broken: (version: number) => boolean;
  const replay = async (handler = noteUnless(({ version }) => broken(version))) => {
    const consumer = await spine.consume({ note: handler });
    await spine.publish(['a', 1], ['a', 2], ['a', 3]);
    await until('all wait', async () => (await letters()).length === 3);
    await atRest(consumer);
    return { consumer, again: () => consumer.replay('probe.note', accountChanged.topic, 'a') };
  };

  it('when the cause is gone, then it drains the key in order, and the key is free again', async () => {
    broken = () => true;
    const { consumer, again } = await replay();
    broken = () => false;
    expect(await again()).toBe(3);
    await spine.publish(['a', 4]);
    await until('the next is handled', async () => (await spine.effects()).length === 4);
    await atRest(consumer);
    expect(await spine.effects()).toEqual(['a@1', 'a@2', 'a@3', 'a@4']);
    expect(await letters()).toEqual([]);
    expect(await again()).toBe(0);
  });

  it('when it fails again, then it keeps that event and those behind it', async () => {
    broken = () => true;
    const { again } = await replay();
    broken = (version) => version === 2;
    await expect(again()).rejects.toThrow('not today');
    expect(await spine.effects()).toEqual(['a@1']);
    expect(await letters()).toEqual([
      { consumer: 'probe.note', state: 'failed', attempts: 1, version: 2 },
      { consumer: 'probe.note', state: 'parked', attempts: 0, version: 3 },
    ]);
  });

  it('when two operators replay at once, then each event has one effect, in order', async () => {
    broken = () => true;
    const { again } = await replay();
    broken = () => false;
    const counts = await Promise.all([again(), again()]);
    expect(counts.reduce((sum, count) => sum + count)).toBe(3);
    expect(await spine.effects()).toEqual(['a@1', 'a@2', 'a@3']);
  });
});

describe('what no handler sees', () => {
  it('when an event of a known type does not fit its schema, then it is a dead letter at once', async () => {
    let calls = 0;
    const consumer = await spine.consume({ count: async () => void calls++ });
    await spine.log.append([{ ...changed('a', 1), data: { accountId: 'a', version: 'secret' } }]);
    await until('it has failed', async () => (await spine.deadLetters.list()).length === 1);
    await atRest(consumer);
    const [letter] = await spine.deadLetters.list();
    expect(letter).toMatchObject({ state: 'failed', attempts: 1 });
    expect(letter?.reason).toMatch(/does not fit its schema \(version: invalid_type\)/);
    expect(letter?.reason).not.toContain('secret');
    expect(calls).toBe(0);
  });

  it('when the type is unknown, then the event is skipped', async () => {
    const consumer = await spine.consume({ note: spine.note });
    await spine.log.append([{ ...changed('a', 1), type: 'probe.account.invented' }, changed('a', 2)]);
    await until('the other is handled', async () => (await spine.effects()).length === 1);
    await atRest(consumer);
    expect(await spine.effects()).toEqual(['a@2']);
    expect(await spine.deadLetters.list()).toEqual([]);
  });
});

describe('while the database is away', () => {
  it('when the connection of every attempt is lost, then the event is not given up', async () => {
    let losses = 3;
    const consumer = await spine.consume({
      note: async (event, context) => {
        await spine.note(event, context);
        if (losses-- > 0) await context.transaction.query('SELECT pg_terminate_backend(pg_backend_pid())');
      },
    });
    await spine.publish(['a', 1]);
    await until('an attempt came through', () => losses < 0);
    await atRest(consumer);
    expect(await spine.effects()).toEqual(['a@1']);
    expect(await letters()).toEqual([]);
  });
});
