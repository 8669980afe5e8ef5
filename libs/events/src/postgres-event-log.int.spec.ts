import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { describeEventLog } from '../../../test/support/event-log-conformance/describe-event-log.js';
import { postgresEventLog } from '../../../test/support/event-log-conformance/open-postgres-event-log.js';
import { inOrder, type EventScene } from '../../../test/support/event-scene.js';
import { runEventSpine, type EventSpine } from '../../../test/support/run-event-spine.js';
import { until } from '../../../test/support/until.js';
import { readThrough } from '../../../tools/event-logs/read-through.js';

describeEventLog('the log in PostgreSQL', postgresEventLog);

describe('the log in PostgreSQL', () => {
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

  const logged = (scene: EventScene) =>
    spine.database.query<{ offset: number; fact: string }>(
      `SELECT "offset", key || '@' || (data ->> 'version') AS fact FROM event_log.events
       WHERE topic = $1 ORDER BY "offset"`,
      [scene.changed.topic],
    );

  /** A member of the group as another process would have it, that notes what came to it. */
  async function member(scene: EventScene, beforeHandling: () => Promise<unknown>) {
    const log = await spine.openLog();
    const told: string[] = [];
    const gated = readThrough(log, async (events, deliver) => {
      told.push(...events.map(({ key }) => key));
      await beforeHandling();
      await deliver(events);
    });
    const database = await spine.openDatabase();
    return { log, told, consumer: await scene.consume({ note: scene.note }, { from: gated, database }) };
  }

  function gate() {
    let open = (): void => undefined;
    const opened = new Promise<void>((resolve) => (open = resolve));
    return { open: () => open(), opened };
  }

  it('when an id comes twice, in one call or later, then it stands there once, and offsets have no gap', async () => {
    const scene = spine.scene();
    const [one, two] = [scene.fact('a', 1), scene.fact('a', 2)];
    await spine.log.append([one, one, two, one]);
    await spine.log.append([two, scene.fact('a', 3), one]);
    expect(await logged(scene)).toEqual([
      { offset: 0, fact: 'a@1' },
      { offset: 1, fact: 'a@2' },
      { offset: 2, fact: 'a@3' },
    ]);
  });

  it('when many append to one topic at once, then none is refused, and offsets have no gap', async () => {
    const scene = spine.scene();
    const logs = [spine.log, await spine.openLog()];
    const versions = Array.from({ length: 40 }, (_, nth) => nth + 1);
    await Promise.all(
      logs.flatMap((log, writer) =>
        versions.map((version) => log.append([scene.fact(`${writer}`, version)])),
      ),
    );
    const offsets = (await logged(scene)).map(({ offset }) => offset);
    expect(offsets).toEqual(Array.from({ length: 80 }, (_, nth) => nth));
  });

  it('when one member works, then the other waits; when the one closes, then the other goes on where it ended', async () => {
    const scene = spine.scene();
    const { open, opened } = gate();
    const first = await member(scene, () => opened);
    await scene.publish(['a', 1], ['b', 1]);
    await until('the first has the events', () => first.told.length > 0);
    const second = await member(scene, async () => undefined);
    await second.log.append([scene.fact('a', 2)]); // which makes the second look at once
    expect(await second.consumer.isIdle()).toBe(false);
    expect(second.told).toEqual([]);

    const closed = first.consumer.close();
    open();
    await closed;
    await until('the second has the rest', () => scene.hasEffects(3));
    await scene.atRest(second.consumer);
    expect(second.told).toEqual(['a']);
    expect(await scene.effects('a')).toEqual(['a@1', 'a@2']);
  });

  it('when the working member loses its connection, then the other takes over, and nothing is lost or doubled', async () => {
    const scene = spine.scene();
    const { open, opened } = gate();
    const accounts = ['a', 'b', 'c', 'd', 'e'];
    const first = await member(scene, () => opened);
    await spine.log.append(
      [1, 2, 3, 4].flatMap((version) => accounts.map((account) => scene.fact(account, version))),
    );
    await until('the first has the events', () => first.told.length === 20);
    const second = await member(scene, async () => undefined);
    await spine.database.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND application_name = 'ally event_log' AND state = 'idle in transaction'
       ORDER BY xact_start LIMIT 1`, // the second, which only looks, may be in a transaction too
    );
    await until('the second has taken over', () => scene.hasEffects(20));
    open(); // the first, which never noticed, goes on with what it had
    await scene.atRest(second.consumer);
    await first.consumer.close();
    expect(second.told).toHaveLength(20);
    for (const account of accounts) expect(await scene.effects(account)).toEqual(inOrder(account, 4));
  });

  it('when a group is rewound in the middle of a batch, then the end of the batch does not undo that', async () => {
    const scene = spine.scene();
    const { open, opened } = gate();
    await scene.publish(['a', 1]);
    await scene.atRest(await scene.consume({ note: scene.note }));
    await scene.end();

    const working = await member(scene, () => opened);
    await scene.publish(['a', 2]);
    await until('it has the second event', () => working.told.length === 1);
    await working.consumer.redeliver();
    open();
    await until('it was given both again', () => working.told.length === 3);
    await scene.atRest(working.consumer);
    expect(await scene.effects()).toEqual(['a@1', 'a@2']);
  });

  it('when a topic is empty, or nobody has subscribed, then nothing is behind', async () => {
    const scene = spine.scene();
    expect(await spine.log.lag(scene.name)).toEqual([]);
    const consumer = await scene.consume({ note: scene.note });
    expect(await spine.log.lag(scene.name)).toEqual([{ topic: scene.changed.topic, events: 0 }]);
    expect(await consumer.lag()).toBe(0);
  });
});
