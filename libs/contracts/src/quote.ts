import { z } from 'zod';
import { id, instant, money, via } from './primitives.js';
import { orderLine } from './payments.events.js';

/**
 * What enrollment promises payments about a hold, carried by the person's browser as a signed statement
 * (audience `payments`), so that paying goes on while the broker is away.
 */
export const quote = z.object({
  quoteId: id,
  personId: id,
  enrollmentId: id,
  lines: z.array(orderLine).min(1),
  total: money,
  payableUntil: instant,
  via: via.nullable(),
});
export type Quote = z.infer<typeof quote>;
