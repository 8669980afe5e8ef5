import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { defineEvent, type EventOf, type Upcast } from '#libs/contracts';
import type { EventScene } from '../../../test/support/event-scene.js';
import { runEventSpine, type EventSpine } from '../../../test/support/run-event-spine.js';
import { until } from '../../../test/support/until.js';
import type { LoggedEvent } from './event-log.js';

let spine: EventSpine;
beforeAll(async () => {
  spine = await runEventSpine();
});
afterEach(() => spine.reset());
afterAll(() => spine.stop());

/** A fact of the scene's topic in its second version, where an account has got a currency. */
function openedOf({ name, changed }: EventScene, first: Upcast) {
  return defineEvent({
    type: `probe.${name}.opened`,
    topic: changed.topic,
    version: 2,
    upcast: { 1: first },
    key: 'accountId',
    data: { accountId: z.string(), currency: z.string().length(3) },
  });
}

const inDollars: Upcast = (data) => ({ ...data, currency: 'USD' });

/** A consumer of the second version, and what it was told. */
async function consumeOpened(scene: EventScene, first: Upcast = inDollars) {
  const opened = openedOf(scene, first);
  const told: unknown[] = [];
  const consumer = await scene.consume({ note: scene.note });
  const tell = async ({ data }: EventOf<typeof opened>) => void told.push(data);
  consumer.addHandler(opened.type, tell as never, true, { consumer: 'tell' });
  const written = (schemaVersion: number, data: object): LoggedEvent => ({
    ...scene.fact('a', 1),
    type: opened.type,
    schemaVersion,
    data,
  });
  return { consumer, told, written };
}

const lettersOf = async ({ changed }: EventScene) =>
  (await spine.deadLetters.list()).filter(({ topic }) => topic === changed.topic);

describe('a consumer of the second version of an event', () => {
  it('when the log holds one of the first, then its handler gets it in the form of the second', async () => {
    const scene = spine.scene();
    const { told, written } = await consumeOpened(scene);
    await spine.log.append([written(1, { accountId: 'a' }), written(2, { accountId: 'b', currency: 'EUR' })]);
    await until('both were told', async () => told.length === 2);
    expect(told).toEqual([
      { accountId: 'a', currency: 'USD' },
      { accountId: 'b', currency: 'EUR' },
    ]);
    expect(await lettersOf(scene)).toEqual([]);
  });

  it('when an older build left one of the first among the dead letters, then a replay handles it', async () => {
    const scene = spine.scene();
    const { consumer, told, written } = await consumeOpened(scene);
    const name = `${scene.name}.tell`;
    const failed = { state: 'failed', reason: 'not today', attempts: 3 } as const;
    await spine.database.transaction((transaction) =>
      spine.deadLetters.add(transaction, name, written(1, { accountId: 'a' }), failed),
    );
    expect(await consumer.replay({ consumer: name, topic: scene.changed.topic, key: 'a' })).toBe(1);
    expect(told).toEqual([{ accountId: 'a', currency: 'USD' }]);
    expect(await lettersOf(scene)).toEqual([]);
  });

  it('when one of a third version comes, then it is read as it is, without what is unknown', async () => {
    const scene = spine.scene();
    const { told, written } = await consumeOpened(scene);
    await spine.log.append([written(3, { accountId: 'a', currency: 'USD', branch: 'Chicago' })]);
    await until('it was told', async () => told.length === 1);
    expect(told).toEqual([{ accountId: 'a', currency: 'USD' }]);
  });

  it.each<[string, number, Upcast, RegExp]>([
    ['does not fit even so', 3, inDollars, /does not fit its schema \(currency: invalid_type\)/],
    ['does not fit after its steps', 1, (data) => data, /does not fit its schema \(currency: invalid_type\)/],
    [
      'breaks its step',
      1,
      ({ accountId }) => {
        throw new Error(`no ${String(accountId)}`);
      },
      /InvalidEvent: of version 1 is not to be read as version 2$/,
    ],
  ])('when one %s, then it is a dead letter at once', async (_, version, first, reason) => {
    const scene = spine.scene();
    const { told, written } = await consumeOpened(scene, first);
    await spine.log.append([written(version, { accountId: 'a' })]);
    await until('it is a dead letter', async () => (await lettersOf(scene)).length === 1);
    const [letter] = await lettersOf(scene);
    expect(letter).toMatchObject({ state: 'failed', attempts: 1, schemaVersion: version });
    expect(letter?.reason).toMatch(reason);
    expect(told).toEqual([]);
  });
});
