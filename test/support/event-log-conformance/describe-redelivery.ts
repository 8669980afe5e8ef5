import { describe, expect, it } from '@jest/globals';
import { inOrder } from '../event-scene.js';
import { killedBeforeTheOffset } from '../killed-before-the-offset.js';
import { until } from '../until.js';
import type { Spine } from './describe-event-log.js';
import { factOf, readAll } from './describe-order.js';

export function describeRedelivery(spine: Spine): void {
  describe('redelivery', () => {
    it('when a member is killed between handling and its offset, then the events have one effect', async () => {
      const scene = spine().scene();
      const { log, hasBeenRedelivered } = killedBeforeTheOffset(spine().log);
      await scene.publish(['a', 1], ['a', 2]);
      const consumer = await scene.consume({ note: scene.note }, { from: log });
      await until('the events were delivered twice', hasBeenRedelivered);
      await scene.atRest(consumer);
      expect(await scene.effects()).toEqual(['a@1', 'a@2']);
    });

    it('without the inbox rows the same crash doubles the effect (negative control)', async () => {
      const scene = spine().scene();
      const { log, hasBeenRedelivered } = killedBeforeTheOffset(spine().log, () => scene.forgetInbox());
      await scene.publish(['a', 1], ['a', 2]);
      const consumer = await scene.consume({ note: scene.note }, { from: log });
      await until('the events were delivered twice', hasBeenRedelivered);
      await scene.atRest(consumer);
      expect(await scene.effects()).toEqual(['a@1', 'a@2', 'a@1', 'a@2']);
    });

    it('when an event is appended again under its id, then it has one effect', async () => {
      const scene = spine().scene();
      const fact = scene.fact('a', 1);
      await spine().log.append([fact, fact, scene.fact('a', 2)]);
      await spine().log.append([fact, scene.fact('a', 3)]);
      await scene.atRest(await scene.consume({ note: scene.note }));
      expect(await scene.effects()).toEqual(inOrder('a', 3));
    });

    it('when a consumer throws in the middle of a batch, then it gets all of it that it has not handled', async () => {
      const scene = spine().scene();
      await scene.publish(['a', 1], ['b', 1], ['a', 2], ['a', 3], ['b', 2], ['a', 4]);
      const handled: string[] = [];
      let breaksDown = true;
      await readAll(spine().log, scene, `${scene.name}-throwing`, async (events) => {
        for (const event of events) {
          if (breaksDown && factOf(event) === 'a@3') {
            breaksDown = false;
            throw new Error('in the middle of a batch');
          }
          handled.push(factOf(event));
        }
      });
      const firstTimes = [...new Set(handled)];
      expect(breaksDown).toBe(false);
      expect(firstTimes.filter((fact) => fact.startsWith('a'))).toEqual(inOrder('a', 4));
      expect(firstTimes.filter((fact) => fact.startsWith('b'))).toEqual(inOrder('b', 2));
    });

    it('when the connection of a handler is lost in the middle of a batch, then no effect is lost or doubled', async () => {
      const scene = spine().scene();
      let losses = 0;
      const consumer = await scene.consume({
        note: async (event, context) => {
          await scene.note(event, context);
          if (event.data.version === 2 && losses++ < 3)
            await context.transaction.query('SELECT pg_terminate_backend(pg_backend_pid())');
        },
      });
      await scene.publish(['a', 1], ['a', 2], ['a', 3]);
      await until('all are handled', () => scene.hasEffects(3));
      await scene.atRest(consumer);
      expect(losses).toBe(4);
      expect(await scene.effects()).toEqual(inOrder('a', 3));
      expect(await scene.letters()).toEqual([]);
    });

    it('when everything is redelivered, then it is read again from the start, and nothing happens twice', async () => {
      const scene = spine().scene();
      const consumer = await scene.consume({ note: scene.note });
      await scene.publish(['a', 1], ['b', 1], ['a', 2]);
      await until('all are handled', () => scene.hasEffects(3));
      await scene.atRest(consumer);
      const before = await scene.effects();
      expect(await consumer.lag()).toBe(0);

      await consumer.close();
      await consumer.redeliver();
      expect(await consumer.lag()).toBe(3);
      await scene.atRest(await scene.consume({ note: scene.note }));
      expect(await consumer.lag()).toBe(0);
      expect(await scene.effects()).toEqual(before);
    });

    it('without the inbox rows a redelivery doubles every effect (negative control)', async () => {
      const scene = spine().scene();
      const consumer = await scene.consume({ note: scene.note });
      await scene.publish(['a', 1], ['a', 2]);
      await until('all are handled', () => scene.hasEffects(2));
      await scene.atRest(consumer);
      await scene.forgetInbox();
      await consumer.redeliver();
      await until('all are handled again', () => scene.hasEffects(4));
      expect(await scene.effects()).toEqual(['a@1', 'a@2', 'a@1', 'a@2']);
    });
  });
}
