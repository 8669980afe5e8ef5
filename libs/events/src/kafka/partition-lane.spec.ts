import { describe, expect, it } from '@jest/globals';
import type { LoggedEvent } from '../event-log.js';
import type { Entry } from './fetched.js';
import { PartitionLane } from './partition-lane.js';

const event: LoggedEvent = {
  id: '01a20e79-e574-7703-9c1b-8c7025ff35ac',
  topic: 'probe.account.v1',
  type: 'probe.account.changed',
  schemaVersion: 1,
  key: 'a',
  occurredAt: new Date('2026-12-01T12:00:00Z'),
  data: {},
  traceparent: null,
};
const entries = (count: number): Entry[] =>
  Array.from({ length: count }, (_, nth) => ({ event, next: nth + 1 }));

/** A lane whose portions end when they are let go, beside a partition that is fetched or not. */
function lane(partition: { isFetched: boolean }) {
  const ending = new AbortController();
  const held: (() => void)[] = [];
  const under = new PartitionLane({
    name: 'a lane',
    deliver: () => new Promise((resolve) => held.push(resolve)),
    stopping: ending.signal,
    done: () => undefined,
    after: undefined,
  });
  const stopFetching = () => {
    partition.isFetched = false;
    return () => void (partition.isFetched = true);
  };
  return {
    take: (count: number) => under.take(entries(count), stopFetching),
    end: () => ending.abort(),
    /** Lets the portions in hand end, one after the other. */
    handle: async (portions: number) => {
      for (let nth = 0; nth < portions; nth++) {
        while (held.length === 0) await new Promise(setImmediate);
        held.shift()?.();
      }
      for (let turn = 0; turn < 3; turn++) await new Promise(setImmediate);
    },
  };
}

describe('a lane', () => {
  it('when too much waits in it, then no more is fetched until it is nearly empty', async () => {
    const partition = { isFetched: true };
    const { take, handle } = lane(partition);
    take(500);
    expect(partition.isFetched).toBe(false);
    await handle(3);
    expect(partition.isFetched).toBe(false);
    await handle(1);
    expect(partition.isFetched).toBe(true);
  });

  it('when the partition has gone to another, then what it ends does not have more fetched for that one', async () => {
    const partition = { isFetched: true };
    const old = lane(partition);
    old.take(500);
    await old.handle(3);
    old.end();
    const next = lane(partition);
    next.take(500);
    await old.handle(1);
    expect(partition.isFetched).toBe(false);
  });

  it('when fetching was taken up again by somebody, then the next portion that is too much ends it again', async () => {
    const partition = { isFetched: true };
    const { take } = lane(partition);
    take(500);
    partition.isFetched = true;
    take(500);
    expect(partition.isFetched).toBe(false);
  });
});
