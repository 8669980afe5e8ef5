import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import type { Admin } from 'kafkajs';
import { kafkaEventLog } from '../../../test/support/event-log-conformance/open-kafka-event-log.js';
import { inOrder, type EventScene, type Fact } from '../../../test/support/event-scene.js';
import { runEventSpine, type EventSpine } from '../../../test/support/run-event-spine.js';
import { until } from '../../../test/support/until.js';
import { readThrough } from '../../../tools/event-logs/read-through.js';
import { groupAssigner } from './kafka/group-assigner.js';
import { kafkaClient } from './kafka/kafka-client.js';
import { MEMBER } from './kafka/kafka-subscription.js';

const PATIENTLY_MS = 30_000;
const ACCOUNTS = Array.from({ length: 24 }, (_, nth) => `account-${nth}`);
const versions = (...numbers: number[]): Fact[] =>
  numbers.flatMap((version) => ACCOUNTS.map((account): Fact => [account, version]));

let spine: EventSpine;
let admin: Admin;
const client = () => kafkaClient({ brokers: spine.address.split(','), clientId: 'ally-test' });

beforeAll(async () => {
  spine = await runEventSpine(kafkaEventLog);
  admin = client().admin();
  await admin.connect();
}, 30_000);

afterEach(async () => {
  jest.restoreAllMocks();
  await spine.reset();
});

afterAll(async () => {
  await admin.disconnect();
  await spine.stop();
});

/** A member of the scene's group as another process would have it, that notes what came to it. */
async function member(scene: EventScene, beforeHandling: () => Promise<unknown> = async () => undefined) {
  const told: string[] = [];
  const gated = readThrough(await spine.openLog(), async (events, deliver) => {
    told.push(...events.map(({ key, data }) => `${key}@${(data as { version: number }).version}`));
    await beforeHandling();
    await deliver(events);
  });
  const database = await spine.openDatabase();
  return { told, consumer: await scene.consume({ note: scene.note }, { from: gated, database }) };
}

function gate() {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { open: () => open(), opened };
}

/** Resolves when the group is at rest with so many members. */
async function untilMembers(scene: EventScene, count: number): Promise<void> {
  await until(
    `the group has ${count} members`,
    async () => {
      const { groups } = await admin.describeGroups([scene.name]);
      return groups[0]?.state === 'Stable' && groups[0].members.length === count;
    },
    PATIENTLY_MS,
  );
}

async function untilHandled(scene: EventScene, facts: number): Promise<void> {
  await until(`${facts} are handled`, () => scene.hasEffects(facts), PATIENTLY_MS);
}

async function expectInOrder(scene: EventScene, versionsOfEach: number): Promise<void> {
  const effects = await scene.effects();
  expect(effects).toHaveLength(ACCOUNTS.length * versionsOfEach);
  for (const account of ACCOUNTS)
    expect(effects.filter((fact) => fact.startsWith(`${account}@`))).toEqual(
      inOrder(account, versionsOfEach),
    );
}

const times = (told: readonly string[], fact: string) => told.filter((each) => each === fact).length;

describe('members of one group', () => {
  it('when there are two, then they share the partitions, and each event comes to one of them', async () => {
    const scene = spine.scene();
    const [one, other] = [await member(scene), await member(scene)];
    await untilMembers(scene, 2);
    await scene.publish(...versions(1, 2));
    await untilHandled(scene, 48);
    const shares = [new Set(one.told), new Set(other.told)];
    expect(shares.every(({ size }) => size > 0)).toBe(true);
    expect(one.told.filter((fact) => shares[1]?.has(fact))).toEqual([]);
    await expectInOrder(scene, 2);
  }, 60_000);

  it('when one joins in the middle of a batch of another, then nothing is lost, doubled or out of its key’s order', async () => {
    const scene = spine.scene();
    const { open, opened } = gate();
    await scene.publish(...versions(1, 2, 3));
    const first = await member(scene, () => opened);
    await until('the first has something of each', () => new Set(first.told).size === 72, PATIENTLY_MS);
    const second = await member(scene);
    await untilMembers(scene, 2);
    await until(
      'the second has handled its share',
      async () => (await scene.effects()).length > 0,
      PATIENTLY_MS,
    );
    await scene.publish(...versions(4));
    open(); // the first goes on with what it had, of which some is no longer its own
    await untilHandled(scene, 96);
    await until('all is noted', () => second.consumer.isIdle(), PATIENTLY_MS);
    await expectInOrder(scene, 4);
  }, 60_000);
});

describe('a group that is rewound', () => {
  it('when two members are in the middle of batches, then the ends of these do not undo it', async () => {
    const scene = spine.scene();
    let held: Promise<unknown> = Promise.resolve();
    const members = [await member(scene, () => held), await member(scene, () => held)];
    const told = () => members.flatMap((each) => each.told);
    await untilMembers(scene, 2);
    await scene.publish(...versions(1));
    await untilHandled(scene, 24);
    const { open, opened } = gate();
    held = opened;
    await scene.publish(...versions(2));
    await until('all partitions are in hand', () => new Set(told()).size === 48, PATIENTLY_MS);
    await (await spine.openLog()).rewind(scene.name);
    open();
    await until(
      'all came again',
      () => ACCOUNTS.every((each) => times(told(), `${each}@1`) === 2),
      PATIENTLY_MS,
    );
    await until('all is noted', async () => (await members[0]?.consumer.isIdle()) === true, PATIENTLY_MS);
    await expectInOrder(scene, 2);
  }, 60_000);

  /** Puts the group back as a member of it. */
  async function rewindAsMember(
    scene: EventScene,
    { rewinds, before, after }: { rewinds: boolean; before: () => Promise<void>; after: () => Promise<void> },
  ): Promise<void> {
    const { topic } = scene.changed;
    const partitionAssigners = [groupAssigner({ rewinds })];
    const rewinder = client().consumer({ ...MEMBER, groupId: scene.name, partitionAssigners });
    await rewinder.connect();
    await rewinder.subscribe({ topic, fromBeginning: true });
    await rewinder.run({ autoCommit: false, eachBatchAutoResolve: false, eachBatch: async () => undefined });
    await before();
    await rewinder.commitOffsets([0, 1, 2, 3, 4, 5].map((partition) => ({ topic, partition, offset: '0' })));
    await after();
    await rewinder.disconnect();
  }

  it('when facts are published in the middle of it, then all come again nevertheless', async () => {
    const scene = spine.scene();
    const { told, consumer } = await member(scene);
    await scene.publish(...versions(1));
    await untilHandled(scene, 24);
    await rewindAsMember(scene, {
      rewinds: true,
      before: () => scene.publish(...versions(2)),
      after: () => scene.publish(...versions(3)),
    });
    await untilHandled(scene, 72);
    await until('all is noted', () => consumer.isIdle(), PATIENTLY_MS);
    for (const account of ACCOUNTS) expect(times(told, `${account}@1`)).toBe(2);
  }, 60_000);

  it('without all partitions being the rewinder’s, a member undoes it (negative control)', async () => {
    const scene = spine.scene();
    const { told, consumer } = await member(scene);
    await scene.publish(...versions(1));
    await untilHandled(scene, 24);
    const handles = (version: number) => async () => {
      await scene.publish(...versions(version));
      const newest = async () => (await scene.effects()).some((fact) => fact.endsWith(`@${version}`));
      await until('the member has handled its share', newest, PATIENTLY_MS);
    };
    await rewindAsMember(scene, {
      rewinds: false,
      before: handles(2),
      after: async () => {
        await handles(3)();
        await until('and noted it', async () => (await consumer.lag()) < 72, PATIENTLY_MS);
      },
    });
    await untilHandled(scene, 72);
    await until('all is noted', () => consumer.isIdle(), PATIENTLY_MS);
    expect(ACCOUNTS.filter((account) => times(told, `${account}@1`) < 2)).not.toEqual([]);
  }, 60_000);
});

describe('a group that the log has left behind', () => {
  it('when retention has taken what it had not read, then it goes on with what is there, and says what it misses', async () => {
    const scene = spine.scene();
    const first = await scene.consume({ note: scene.note });
    await scene.publish(['a', 1]);
    await untilHandled(scene, 1);
    await first.close();
    await scene.publish(['a', 2], ['a', 3], ['a', 4]);
    const { topic } = scene.changed;
    const partition =
      (await admin.fetchTopicOffsets(topic)).find(({ high }) => high === '4')?.partition ?? -1;
    await admin.deleteTopicRecords({ topic, partitions: [{ partition, offset: '3' }] });
    const warn = jest.spyOn(Logger.prototype, 'warn').mockReturnValue();
    const second = await scene.consume({ note: scene.note });
    await untilHandled(scene, 2);
    await scene.atRest(second);
    expect(await scene.effects()).toEqual(['a@1', 'a@4']);
    expect(warn.mock.calls.flat()).toContain(
      `${scene.name} misses offsets 1 to 2 of partition ${partition} of ${topic}: the log no longer has them`,
    );
  }, 60_000);
});
