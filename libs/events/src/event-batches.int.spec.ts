import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import type { Database, Transaction } from '#libs/database';
import {
  inOrder,
  type ConsumeOptions,
  type EventScene,
  type Fact,
  type Handler,
} from '../../../test/support/event-scene.js';
import { rewritten } from '../../../test/support/rewritten-database.js';
import { runEventSpine, type EventSpine } from '../../../test/support/run-event-spine.js';
import { until } from '../../../test/support/until.js';
import { HandOver } from '../../../tools/event-logs/hand-over.js';

let spine: EventSpine;

beforeAll(async () => {
  spine = await runEventSpine();
  await spine.database.query('CREATE TABLE places (name text PRIMARY KEY)');
  await spine.database.query(`INSERT INTO places VALUES ('here'), ('there')`);
});

afterEach(async () => {
  await spine.reset();
});

afterAll(async () => {
  await spine.stop();
});

const MIXED: Fact[] = [
  ['a', 1],
  ['b', 1],
  ['c', 1],
  ['b', 2],
  ['c', 2],
  ['a', 2],
];
const factsOf = (scene: EventScene, facts: readonly Fact[] = MIXED) =>
  facts.map(([account, version]) => scene.fact(account, version));

/** A member of the group that gets what the test hands over to it. */
async function member(scene: EventScene, note: Handler, options: ConsumeOptions = {}) {
  const log = new HandOver();
  await scene.consume({ note }, { ...options, from: log });
  return log;
}

/** How many transactions have marked the scene's events. */
async function transactions({ name }: EventScene): Promise<number> {
  const [{ count } = { count: 0 }] = await spine.database.query<{ count: number }>(
    'SELECT count(DISTINCT xmin::text) FROM inbox WHERE consumer = $1',
    [`${name}.note`],
  );
  return count;
}

describe('a batch', () => {
  it('when all goes well, then it is one transaction, and each key is in order', async () => {
    const scene = spine.scene();
    await (await member(scene, scene.note)).deliver(factsOf(scene));
    expect(await scene.effects()).toEqual(MIXED.map(([account, version]) => `${account}@${version}`));
    expect(await transactions(scene)).toBe(1);
  });

  it('when one event of it is poisoned, then the others have one effect, and those of its key wait behind it', async () => {
    const scene = spine.scene();
    const note = scene.noteUnless(({ accountId, version }) => accountId === 'c' && version === 1);
    const log = await member(scene, note);
    await log.deliver(factsOf(scene));
    expect(await scene.effects()).toEqual(['a@1', 'b@1', 'b@2', 'a@2']);
    expect(await scene.letters()).toEqual([
      { consumer: 'note', state: 'failed', attempts: 3, fact: 'c@1' },
      { consumer: 'note', state: 'parked', attempts: 0, fact: 'c@2' },
    ]);
    const before = await transactions(scene);
    await log.deliver(factsOf(scene, [...inFacts('a', 3, 4), ...inFacts('c', 3, 3), ...inFacts('a', 5, 5)]));
    expect(await scene.effects('a')).toEqual(inOrder('a', 5));
    expect((await scene.letters()).at(-1)).toMatchObject({ state: 'parked', fact: 'c@3' });
    expect((await transactions(scene)) - before).toBe(1); // the blocked key does not keep the others from being a batch
  });

  it('when a half of it was handled before, or comes twice in it, then each event has one effect', async () => {
    const scene = spine.scene();
    const log = await member(scene, scene.note);
    const events = factsOf(scene);
    await log.deliver(events.slice(0, 3));
    await log.deliver([...events, ...events]);
    for (const account of ['a', 'b', 'c']) expect(await scene.effects(account)).toEqual(inOrder(account, 2));
  });

  it('when its connection is lost in the middle, then nothing of it stays, and its redelivery has each effect once', async () => {
    const scene = spine.scene();
    let losses = 0;
    const log = await member(scene, async (event, context) => {
      await scene.note(event, context);
      if (event.data.accountId === 'c' && losses++ === 0)
        await context.transaction.query('SELECT pg_terminate_backend(pg_backend_pid())');
    });
    const events = factsOf(scene);
    await expect(log.deliver(events)).rejects.toThrow(/terminat|connection/i);
    expect(await scene.effects()).toEqual([]);
    await log.deliver(events);
    expect(await scene.effects()).toHaveLength(6);
    expect(await scene.letters()).toEqual([]);
  });

  it('when a handler in it hangs, then that one is given up, and the others have one effect', async () => {
    const scene = spine.scene();
    const hangs: Handler = async (event, context) => {
      await scene.note(event, context);
      if (event.data.accountId === 'c') await new Promise(() => undefined);
    };
    await (await member(scene, hangs, { handlerLimitMs: 40 })).deliver(factsOf(scene));
    expect(await scene.effects()).toEqual(['a@1', 'b@1', 'b@2', 'a@2']);
    expect(await scene.letters()).toMatchObject([{ state: 'failed' }, { state: 'parked' }]);
  });

  it('when its handlers are slow, then it commits what it has done before it goes on', async () => {
    const scene = spine.scene();
    const log = await member(scene, async (event, context) => {
      await scene.note(event, context);
      await context.transaction.query('SELECT pg_sleep(0.11)');
    });
    await log.deliver(factsOf(scene, inFacts('a', 1, 3)));
    expect(await scene.effects()).toEqual(inOrder('a', 3));
    expect(await transactions(scene)).toBe(2);
  });
});

describe('two members with the same batch at once', () => {
  async function race(claims: 'on' | 'off') {
    const scene = spine.scene();
    const events = factsOf(scene, [...inFacts('a', 1, 15), ...inFacts('b', 1, 15)]);
    const members = [
      await member(scene, scene.note),
      await member(scene, scene.note, { database: await spine.openDatabase() }),
    ];
    if (claims === 'off') await spine.database.query('ALTER TABLE inbox DROP CONSTRAINT inbox_pkey');
    try {
      await Promise.all(members.map((log) => log.deliver(events)));
    } finally {
      if (claims === 'off') {
        await spine.database.query('DELETE FROM inbox');
        await spine.database.query('ALTER TABLE inbox ADD PRIMARY KEY (consumer, event_id)');
      }
    }
    return scene;
  }

  it('then each event has one effect, and each key is in order', async () => {
    const scene = await race('on');
    for (const account of ['a', 'b']) expect(await scene.effects(account)).toEqual(inOrder(account, 15));
    expect(await scene.letters()).toEqual([]);
  });

  it('without the conflict of their claims each effect is there twice (negative control)', async () => {
    expect(await (await race('off')).effects()).toHaveLength(60);
  });
});

describe('events that want the same rows as others', () => {
  const lock = (transaction: Transaction, name: string) =>
    transaction.query('SELECT FROM places WHERE name = $1 FOR UPDATE', [name]);

  /** A request has the one row and wants the other; the batch has the other and wants the one. @returns what failed. */
  async function cross(database: Database, deadlockTimeout: string): Promise<unknown> {
    const scene = spine.scene();
    const request = new Client({ connectionString: spine.url, options: '-c search_path=probe' });
    await request.connect();
    let wants: Promise<unknown> | undefined;
    const log = await member(
      scene,
      async (event, context) => {
        await scene.note(event, context);
        await lock(context.transaction, 'there');
        wants ??= request
          .query(`SELECT FROM places WHERE name = 'there' FOR UPDATE`)
          .then(() => request.query('COMMIT'));
        void failureOf(wants); // asked for below
        await lock(context.transaction, 'here');
      },
      { database },
    );
    try {
      await request.query(`SET deadlock_timeout = '${deadlockTimeout}'`);
      await request.query(`BEGIN; SELECT FROM places WHERE name = 'here' FOR UPDATE`);
      await log.deliver(factsOf(scene));
      expect(await scene.effects()).toHaveLength(6);
      return await failureOf(wants);
    } finally {
      await request.end();
    }
  }

  it('when a batch and a request wait for each other, then the batch gives way', async () => {
    expect(await cross(spine.database, '5s')).toBeUndefined();
  });

  it('without its limit on waiting the request is what fails (negative control)', async () => {
    const patient = rewritten(spine.database, (sql) => sql.replace('lock_timeout', 'ally.no_limit'));
    expect(await cross(patient, '300ms')).toMatchObject({ code: '40P01' });
  });

  it('when an event loses against others over and over, then that is no reason to give it up', async () => {
    const scene = spine.scene();
    let lost = 0;
    const log = await member(scene, async (event, context) => {
      await scene.note(event, context);
      if (++lost <= 7) throw Object.assign(new Error('deadlock detected'), { code: '40P01' });
    });
    await log.deliver([scene.fact('a', 1)]);
    expect(await scene.effects()).toEqual(['a@1']);
    expect(await scene.letters()).toEqual([]);
  });

  it('when two events wait for each other, then both have their effect', async () => {
    const scene = spine.scene();
    const first: string[] = [];
    const note: Handler = async (event, context) => {
      const rows = event.data.accountId === 'a' ? ['here', 'there'] : ['there', 'here'];
      await context.transaction.query(`SET LOCAL deadlock_timeout = '20ms'`);
      await lock(context.transaction, rows[0] ?? '');
      first.push(event.data.accountId);
      await until('each has one row', async () => new Set(first).size === 2);
      await lock(context.transaction, rows[1] ?? '');
      await scene.note(event, context);
    };
    const logs = [await member(scene, note), await member(scene, note)];
    await Promise.all([logs[0]?.deliver([scene.fact('a', 1)]), logs[1]?.deliver([scene.fact('b', 1)])]);
    expect((await scene.effects()).toSorted()).toEqual(['a@1', 'b@1']);
    expect(first).toHaveLength(3); // one of them had to come again
  });
});

function failureOf(work: Promise<unknown> | undefined): Promise<unknown> {
  return Promise.resolve(work).then(
    () => undefined,
    (error: unknown) => error,
  );
}

/** Facts of one account, from one version to another. */
function inFacts(account: string, from: number, to: number): Fact[] {
  return Array.from({ length: to - from + 1 }, (_, nth) => [account, from + nth]);
}
