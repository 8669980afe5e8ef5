import { z } from 'zod';
import { id, personInput, slug, via } from '#libs/contracts';

/** What one says to be written to. */
export const subscriptionWish = z
  .strictObject({
    email: personInput.shape.email,
    name: personInput.shape.name.optional(),
    topics: z.array(slug).min(1).max(10),
    readerId: id.optional(),
    via: via.optional(),
  })
  .meta({ id: 'SubscriptionWish' });
export type SubscriptionInput = z.output<typeof subscriptionWish>;
