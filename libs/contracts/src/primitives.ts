import { z } from 'zod';

/** UUID of any version; ids of our own rows are v7, person ids are v8. */
export const id = z
  .uuid()
  .toLowerCase()
  .meta({ examples: ['0199c0de-7a11-7000-8000-0000000a11ce'] });

/** An instant in UTC, RFC 3339, as `Date.prototype.toISOString` writes it. */
export const instant = z.iso.datetime().meta({ examples: ['2026-12-05T15:00:00.000Z'] });

/** An amount in minor units of an ISO 4217 currency. Never negative: a direction is said by the field's name. */
export const money = z
  .strictObject({
    amount: z.int().min(0).max(1_000_000_000),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/)
      .meta({ examples: ['USD'] }),
  })
  .meta({
    id: 'Money',
    description: 'An amount in minor units (cents) of an ISO 4217 currency.',
    examples: [{ amount: 12500, currency: 'USD' }],
  });
export type Money = z.infer<typeof money>;

/** A name in a URL. */
export const slug = z
  .string()
  .min(1)
  .max(100)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .meta({ examples: ['a-calmer-morning'] });

/** An IANA time zone name. */
export const zone = z
  .string()
  .min(1)
  .max(60)
  .meta({ examples: ['America/Chicago'] });

/** An e-mail address as typed. RFC 5321 allows 254 characters in a path. */
export const emailAddress = z
  .string()
  .trim()
  .max(254)
  .pipe(z.email())
  .meta({ format: 'email', examples: ['reader@example.org'] });

/** A short text on one line. Control characters could forge a header, of a mail or of an answer. */
export const oneLine = z
  .string()
  .trim()
  .min(1)
  .max(200)
  // Spelled out, because not every reader of the API's document knows \p{Cc}.
  // oxlint-disable-next-line no-control-regex
  .regex(/^[^\u0000-\u001f\u007f-\u009f]+$/, 'must not contain control characters');

/** Who a person says they are, at the edge. */
export const personInput = z
  .strictObject({
    name: oneLine.meta({ examples: ['Alma Reader'] }),
    email: emailAddress,
  })
  .meta({ id: 'PersonInput' });
export type PersonInput = z.infer<typeof personInput>;

/** The article or message that brought a person here. Attribution only, never identity. */
export const via = z
  .uuid()
  .toLowerCase()
  .meta({ examples: ['0199c0de-7a11-7000-8000-00000000c0de'] });
