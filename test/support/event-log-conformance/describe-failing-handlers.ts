import { describe, expect, it } from '@jest/globals';
import { inOrder, type EventScene } from '../event-scene.js';
import { killedBeforeTheOffset } from '../killed-before-the-offset.js';
import { until } from '../until.js';
import type { Spine } from './describe-event-log.js';

const MANY = Array.from({ length: 32 }, (_, nth) => `account-${nth}`);

export function describeFailingHandlers(spine: Spine): void {
  const replay = async (scene: EventScene, broken: () => boolean) => {
    const consumer = await scene.consume({ note: scene.noteUnless(broken) });
    return {
      consumer,
      again: () =>
        consumer.replay({ consumer: `${scene.name}.note`, topic: scene.changed.topic, key: 'poisoned' }),
    };
  };

  describe('a handler that fails or is slow', () => {
    it('when it always throws, then later events of the key are parked, and other keys and handlers go on', async () => {
      const scene = spine().scene();
      const told: string[] = [];
      const consumer = await scene.consume({
        note: scene.noteUnless(({ accountId }) => accountId === 'a'),
        tell: async ({ data }) => void told.push(`${data.accountId}@${data.version}`),
      });
      await scene.publish(['a', 1], ['a', 2], ['b', 1], ['a', 3], ['b', 2]);
      await until('one has failed', async () => (await scene.letters()).length === 3);
      await scene.atRest(consumer);
      expect(await scene.letters()).toEqual([
        { consumer: 'note', state: 'failed', attempts: 3, fact: 'a@1' },
        { consumer: 'note', state: 'parked', attempts: 0, fact: 'a@2' },
        { consumer: 'note', state: 'parked', attempts: 0, fact: 'a@3' },
      ]);
      expect(await scene.effects()).toEqual(['b@1', 'b@2']);
      expect(told.filter((fact) => fact.startsWith('a'))).toEqual(inOrder('a', 3));
      expect(told).toHaveLength(5);
    });

    it('when a poisoned key is replayed, then it drains in order, and the key is free again', async () => {
      const scene = spine().scene();
      let broken = true;
      const { consumer, again } = await replay(scene, () => broken);
      await scene.publish(['poisoned', 1], ['poisoned', 2], ['poisoned', 3]);
      await until('all wait', async () => (await scene.letters()).length === 3);
      broken = false;
      expect(await again()).toBe(3);
      await scene.publish(['poisoned', 4]);
      await until('the next is handled', () => scene.hasEffects(4));
      await scene.atRest(consumer);
      expect(await scene.effects()).toEqual(inOrder('poisoned', 4));
      expect(await scene.letters()).toEqual([]);
      expect(await again()).toBe(0);
    });

    it('when an event was handled before one of its key failed, then its redelivery is not parked', async () => {
      const scene = spine().scene();
      const { log, hasBeenRedelivered } = killedBeforeTheOffset(spine().log);
      await scene.publish(['a', 1], ['a', 2]);
      const note = scene.noteUnless(({ version }) => version === 2);
      const consumer = await scene.consume({ note }, { from: log });
      await until('the events were delivered twice', hasBeenRedelivered);
      await scene.atRest(consumer);
      expect(await scene.letters()).toEqual([
        { consumer: 'note', state: 'failed', attempts: 3, fact: 'a@2' },
      ]);
    });

    it('when one event takes long, then other lanes go on, and nothing is handled twice', async () => {
      const scene = spine().scene();
      let release = (): void => undefined;
      const gate = new Promise<void>((resolve) => (release = resolve));
      let calls = 0;
      const consumer = await scene.consume({
        note: async (event, context) => {
          calls++;
          await scene.note(event, context);
          if (event.data.accountId === 'slow') await gate;
        },
      });
      await scene.publish(['slow', 1], ...MANY.map((account): [string, number] => [account, 1]));
      await until('half of the others are handled', async () => (await scene.effects()).length >= 16);
      expect(await scene.effects('slow')).toEqual([]);
      release();
      await until('all are handled', () => scene.hasEffects(33));
      await scene.atRest(consumer);
      expect(calls).toBe(33);
    });
  });
}
