import { z } from 'zod';
import { defineEvent } from '#libs/contracts';
import { newId } from '#libs/database';
import type { EventLog, LoggedEvent } from '#libs/events';

const KEYS = 1_000;
const APPENDED_AT_ONCE = 2_000;

/** By the name of the group that alone is told of it: while one is timed, no other has anything to read. */
export const counted = { alone: countedBy('alone'), pair: countedBy('pair') };
export type Group = keyof typeof counted;
export type Counted = (typeof counted)[Group];

function countedBy(group: string) {
  return defineEvent({
    type: `probe.${group}.counted`,
    topic: `probe.${group}.v1`,
    key: 'countId',
    data: { countId: z.string(), number: z.int() },
  });
}

/** Puts events into the log that nobody has seen. */
export async function appendCounted(log: EventLog, group: Group, count: number): Promise<void> {
  for (let from = 0; from < count; from += APPENDED_AT_ONCE) {
    const length = Math.min(APPENDED_AT_ONCE, count - from);
    await log.append(Array.from({ length }, (_, nth) => eventOf(counted[group], from + nth)));
  }
}

function eventOf({ type, topic, version: schemaVersion }: Counted, number: number): LoggedEvent {
  const key = `count-${number % KEYS}`;
  const data = { countId: key, number };
  return { id: newId(), topic, type, schemaVersion, key, occurredAt: new Date(), data, traceparent: null };
}
