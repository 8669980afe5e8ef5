import { z } from 'zod';
import { id, money, personInput, via, type Money, type PersonInput } from '#libs/contracts';

const items = z
  .array(z.strictObject({ courseId: id }))
  .min(1)
  .max(10)
  .refine((all) => new Set(all.map((item) => item.courseId)).size === all.length, 'names a course twice');

/** For a quote of enrollment. */
export interface QuoteCheckoutInput {
  readonly quote: string;
  readonly expectedTotal: Money | undefined;
}

/** For courses. */
export interface CourseCheckoutInput {
  readonly items: readonly { readonly courseId: string }[];
  readonly person: PersonInput;
  readonly via: string | null;
  readonly expectedTotal: Money | undefined;
}

/** Either a quote, or courses and who buys them. */
export const checkoutInput = z
  .strictObject({
    quote: z.string().min(1).max(16_000).optional(),
    items: items.optional(),
    person: personInput.optional(),
    via: via.optional(),
    expectedTotal: money.optional(),
  })
  .meta({ id: 'CheckoutWish' })
  .transform((input, context): QuoteCheckoutInput | CourseCheckoutInput => {
    const complain = (field: string, message: string) =>
      context.addIssue({ code: 'custom', path: [field], message, input });
    const { quote, items, person, via, expectedTotal } = input;
    if (quote !== undefined) {
      if (items !== undefined) complain('items', 'does not go together with a quote');
      if (person !== undefined) complain('person', 'is said by the quote');
      if (via !== undefined) complain('via', 'is said by the quote');
      return { quote, expectedTotal };
    }
    if (items === undefined) complain('items', 'is needed, or a quote');
    else if (person === undefined) complain('person', 'is needed with items');
    else return { items, person, via: via ?? null, expectedTotal };
    return z.NEVER;
  });
