import { z } from 'zod';
import { defineEvent } from '#libs/contracts';
import { newId } from '#libs/database';
import type { EventLog, LoggedEvent } from '#libs/events';

const KEYS = 1_000;
const APPENDED_AT_ONCE = 2_000;

export const counted = defineEvent({
  type: 'probe.count.counted',
  topic: 'probe.count.v1',
  key: 'countId',
  data: { countId: z.string(), number: z.int() },
});

/** Puts events into the log that nobody has seen. */
export async function appendCounted(log: EventLog, count: number): Promise<void> {
  for (let from = 0; from < count; from += APPENDED_AT_ONCE) {
    const length = Math.min(APPENDED_AT_ONCE, count - from);
    await log.append(Array.from({ length }, (_, nth) => eventOf(from + nth)));
  }
}

function eventOf(number: number): LoggedEvent {
  const { type, topic, version: schemaVersion } = counted;
  const key = `count-${number % KEYS}`;
  const data = { countId: key, number };
  return { id: newId(), topic, type, schemaVersion, key, occurredAt: new Date(), data, traceparent: null };
}
