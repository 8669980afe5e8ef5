import { describe, expect, it } from '@jest/globals';
import { setImmediate as turn } from 'node:timers/promises';
import { Client } from 'pg';
import type { EventLog, LoggedEvent } from '#libs/events';
import { inOrder, type EventScene } from '../event-scene.js';
import { until } from '../until.js';
import type { Spine } from './describe-event-log.js';

const ACCOUNTS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

export const factOf = ({ key, data }: LoggedEvent) => `${key}@${(data as { version: number }).version}`;

/** Has a group of no service read all that the log holds of a scene, by `deliver`. */
export async function readAll(
  log: EventLog,
  scene: EventScene,
  group: string,
  deliver: (events: readonly LoggedEvent[]) => Promise<void>,
): Promise<void> {
  const subscription = await log.subscribe({ group, topics: [scene.changed.topic], deliver });
  await until(`${group} has read everything`, () => subscription.caughtUp(), 30_000);
  await subscription.close();
}

async function told(log: EventLog, scene: EventScene, group: string): Promise<string[]> {
  const facts: string[] = [];
  await readAll(log, scene, group, async (events) => void facts.push(...events.map(factOf)));
  return facts;
}

/** Three versions of each account, each in an append of its own. */
async function publishThreeOfEach(scene: EventScene): Promise<void> {
  for (const version of [1, 2, 3])
    await scene.publish(...ACCOUNTS.map((account): [string, number] => [account, version]));
}

export function describeOrder(spine: Spine): void {
  describe('order', () => {
    it('when facts of many keys are appended, then each key comes in order, and never in two lanes at once', async () => {
      const scene = spine().scene();
      await publishThreeOfEach(scene);
      const facts: string[] = [];
      const busy = new Set<string>();
      let collisions = 0;
      await readAll(spine().log, scene, `${scene.name}-lanes`, async (events) => {
        const keys = new Set(events.map(({ key }) => key));
        for (const key of keys) if (busy.has(key)) collisions++;
        for (const key of keys) busy.add(key);
        for (const event of events) {
          await turn();
          facts.push(factOf(event));
        }
        for (const key of keys) busy.delete(key);
      });
      expect(facts).toHaveLength(ACCOUNTS.length * 3);
      for (const account of ACCOUNTS)
        expect(facts.filter((fact) => fact.startsWith(account))).toEqual(inOrder(account, 3));
      expect(collisions).toBe(0);
    });

    it('when a group is new, then it reads from the very first event, whatever other groups have read', async () => {
      const scene = spine().scene();
      await scene.publish(['a', 1], ['a', 2]);
      expect(await told(spine().log, scene, `${scene.name}-early`)).toEqual(['a@1', 'a@2']);
      await scene.publish(['a', 3]);
      expect(await told(spine().log, scene, `${scene.name}-early`)).toEqual(['a@3']);
      expect(await told(spine().log, scene, `${scene.name}-late`)).toEqual(inOrder('a', 3));
    });

    it('when an event has been written, then it comes out as it went in', async () => {
      const scene = spine().scene();
      const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
      const event = { ...scene.fact('ä/"; drop', 1), traceparent };
      await spine().log.append([event]);
      const events: LoggedEvent[] = [];
      await readAll(spine().log, scene, `${scene.name}-whole`, async (more) => void events.push(...more));
      expect(events).toEqual([expect.objectContaining(event)]);
    });

    it('when a write transaction stays open elsewhere in the database, then no reader is stalled by it', async () => {
      const scene = spine().scene();
      const slow = new Client({ connectionString: spine().url });
      await slow.connect();
      try {
        await slow.query('BEGIN');
        await slow.query(
          `INSERT INTO probe.effects (scene, account, version) VALUES ('elsewhere', 'slow', 1)`,
        );
        const consumer = await scene.consume({ note: scene.note });
        await scene.publish(['a', 1]);
        await until('it is handled', () => scene.hasEffects(1));
        await scene.atRest(consumer);
        expect(await scene.effects()).toEqual(['a@1']);
      } finally {
        await slow.end();
      }
    });
  });
}
