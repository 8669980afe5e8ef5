import { expect, it } from '@jest/globals';
import type { LoggedEvent } from '#libs/events';
import { HandOver } from '../tools/event-logs/hand-over.js';
import { readThrough } from '../tools/event-logs/read-through.js';

const event: LoggedEvent = {
  id: 'one',
  topic: 'probe.v1',
  type: 'probe',
  schemaVersion: 1,
  key: 'key',
  occurredAt: new Date('2026-12-01T12:00:00Z'),
  data: {},
  traceparent: null,
};

it('a log that is read by way of something gives its events that way, and says of itself what it says without', async () => {
  for (const isRidOfOvertaken of [true, false]) {
    const log = new HandOver({ isRidOfOvertaken, held: async (ids) => new Set(ids) });
    const told: string[] = [];
    const through = readThrough(log, async (events, deliver) => {
      told.push('on the way');
      await deliver(events);
    });
    const deliver = async (events: readonly LoggedEvent[]) => void told.push(...events.map(({ id }) => id));
    await through.subscribe({ group: 'probe', topics: [event.topic], deliver });
    await log.deliver([event]);
    expect(told).toEqual(['on the way', 'one']);
    expect(through.isRidOfOvertaken).toBe(isRidOfOvertaken);
    expect(await through.held(['one'])).toEqual(new Set(['one']));
  }
});
