import { Duration } from 'luxon';
import { z } from 'zod';
import { slug } from '#libs/contracts';
import type { Journey, Step } from './journey.js';

const LONGEST_WAIT_MS = 366 * 24 * 3_600_000;

/** ISO 8601 duration, as milliseconds; a day is 24 hours. */
const duration = z.iso
  .duration()
  .transform((text) => Duration.fromISO(text).toMillis())
  .refine((ms) => ms > 0 && ms <= LONGEST_WAIT_MS, 'must be longer than nothing and at most a year');

const event = z.enum([
  'enrollment.enrollment.held',
  'enrollment.enrollment.confirmed',
  'payments.order.paid',
  'payments.entitlement.downloaded',
]);

const step = z.union([
  z.strictObject({ id: slug, wait: z.strictObject({ for: duration }) }),
  z.strictObject({ id: slug, waitUntil: z.strictObject({ event, orFor: duration }) }),
  z.strictObject({
    id: slug,
    send: z.strictObject({ template: z.enum(['follow-up-workshops', 'follow-up-courses']) }),
  }),
]);

/** A journey as people write it: data, checked before it is used. */
export const journeyDefinition = z.strictObject({
  key: slug,
  version: z.int().min(1),
  topic: slug,
  entry: z.strictObject({ on: z.literal('catalog.read.recorded') }),
  goals: z.array(event).min(1),
  steps: z
    .array(step)
    .min(1)
    .max(50)
    .refine((steps) => new Set(steps.map(({ id }) => id)).size === steps.length, 'step ids must differ'),
});

/** @throws ZodError naming what is wrong with the definition. */
export function journeyFrom(definition: unknown): Journey {
  const { key, version, topic, goals, steps } = journeyDefinition.parse(definition);
  return {
    key,
    version,
    topic,
    goals,
    steps: steps.map((each): Step => {
      if ('wait' in each) return { id: each.id, kind: 'wait', forMs: each.wait.for };
      if ('send' in each) return { id: each.id, kind: 'send', template: each.send.template };
      return { id: each.id, kind: 'wait-until', event: each.waitUntil.event, orForMs: each.waitUntil.orFor };
    }),
  };
}
