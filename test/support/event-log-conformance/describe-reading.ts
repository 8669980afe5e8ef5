import { describe, expect, it } from '@jest/globals';
import type { LoggedEvent } from '#libs/events';
import { inOrder } from '../event-scene.js';
import type { Spine } from './describe-event-log.js';
import { factOf } from './describe-order.js';

export function describeReading(spine: Spine): void {
  describe('reading from outside every group', () => {
    const MANY = 600;

    it('when it is asked again, then it hands over what came since, in order per key, and holds no group up', async () => {
      const scene = spine().scene();
      const consumer = await scene.consume({ note: scene.note });
      const facts = inOrder('a', MANY).map((_, nth) => [nth % 2 === 0 ? 'a' : 'b', nth] as [string, number]);
      await scene.publish(...facts);
      await scene.atRest(consumer);

      const reading = await spine().log.read([scene.changed.topic]);
      const read: LoggedEvent[] = [];
      const next = async () => {
        read.length = 0;
        await reading.next(async (events) => void read.push(...events));
        return read.map(factOf);
      };
      const told = await next();
      for (const key of ['a', 'b'])
        expect(told.filter((fact) => fact.startsWith(key))).toEqual(
          facts.filter(([account]) => account === key).map(([account, version]) => `${account}@${version}`),
        );
      expect(told).toHaveLength(MANY);
      expect(read[0]).toMatchObject({
        topic: scene.changed.topic,
        type: scene.changed.type,
        schemaVersion: 1,
      });
      expect(await next()).toEqual([]);
      await scene.publish(['a', MANY], ['a', MANY + 1]);
      expect(await next()).toEqual([`a@${MANY}`, `a@${MANY + 1}`]);
      await reading.close();
      await scene.atRest(consumer);
      expect(await scene.hasEffects(MANY + 2)).toBe(true);
    });

    it('when nobody has published to a topic, then it has nothing to say', async () => {
      const reading = await spine().log.read([spine().scene().changed.topic]);
      let calls = 0;
      await reading.next(async () => void calls++);
      await reading.close();
      expect(calls).toBe(0);
    });
  });
}
