import { afterEach, describe, expect, it } from '@jest/globals';
import { calmIdleConnections, requestQueueOfKafkajs, type RequestQueue } from './idle-connections.js';

const opened: RequestQueue[] = [];

/** Of a connection on which nothing is under way. */
function queue(state: Partial<RequestQueue> = {}): RequestQueue {
  const { prototype } = requestQueueOfKafkajs();
  const idle = { pending: [], throttledUntil: -1, throttleCheckTimeoutId: null };
  const made = Object.assign(Object.create(prototype) as RequestQueue, idle, state);
  opened.push(made);
  return made;
}

function looksAgain(of: RequestQueue): boolean {
  of.scheduleCheckPendingRequests();
  return of.throttleCheckTimeoutId !== null;
}

afterEach(() => {
  for (const { throttleCheckTimeoutId } of opened) clearTimeout(throttleCheckTimeoutId ?? undefined);
});

describe('a connection to Kafka', () => {
  it('when nothing waits, then kafkajs by itself looks again and again all the same (negative control)', () => {
    expect(looksAgain(queue())).toBe(true);
  });

  it('when nothing waits, then nobody looks', () => {
    calmIdleConnections();
    expect(looksAgain(queue())).toBe(false);
  });

  it('when something waits, or the broker wants no more for now, then it is looked at again', () => {
    calmIdleConnections();
    expect(looksAgain(queue({ pending: ['a request'] }))).toBe(true);
    expect(looksAgain(queue({ throttledUntil: Date.now() + 60_000 }))).toBe(true);
  });
});
