import { describe, expect, it } from '@jest/globals';
import { inOrder } from '../event-scene.js';
import { until } from '../until.js';
import type { Spine } from './describe-event-log.js';
import { startMember } from './start-member.js';

export function describeMembers(spine: Spine): void {
  describe('members of one group', () => {
    it('when the active member is killed in the middle of an event, then another takes over, and each effect is there once', async () => {
      const scene = spine().scene();
      await scene.publish(['a', 1], ['b', 1], ['hold', 1], ['hold', 2], ['a', 2], ['b', 2]);
      const member = startMember(spine(), scene);
      try {
        await member.holds;
        const handledByTheFirst = await scene.effects();
        expect(handledByTheFirst).not.toContain('hold@1');
        const successor = await scene.consume({ note: scene.note });
        expect(await successor.isIdle()).toBe(false);

        await member.kill();
        await until(
          'the successor has handled all',
          () => scene.hasEffects(6),
          spine().strategy.noticesWithinMs,
        );
        await scene.atRest(successor);
        expect((await scene.effects()).slice(0, handledByTheFirst.length)).toEqual(handledByTheFirst);
        for (const account of ['a', 'b', 'hold'])
          expect(await scene.effects(account)).toEqual(inOrder(account, 2));
      } finally {
        await member.kill();
      }
    }, 60_000);

    it('when the active member closes, then another goes on where it ended', async () => {
      const scene = spine().scene();
      const first = await scene.consume({ note: scene.note });
      await scene.publish(['a', 1], ['b', 1]);
      await until('the first has handled them', () => scene.hasEffects(2));
      await first.close();
      await scene.publish(['a', 2]);
      const second = await scene.consume({ note: scene.note }, { from: await spine().openLog() });
      await until('the second has handled the rest', () => scene.hasEffects(3));
      await scene.atRest(second);
      expect(await scene.effects('a')).toEqual(inOrder('a', 2));
    });
  });
}
