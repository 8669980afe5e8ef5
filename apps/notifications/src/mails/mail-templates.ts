import { instant, money, zone } from '#libs/contracts';
import { IANAZone } from 'luxon';
import { z } from 'zod';

/** Text for one line of a mail. Line breaks and control characters become spaces: they could forge lines. */
const line = z
  .string()
  .overwrite((text) => text.replace(/[\s\p{Cc}]+/gu, ' ').trim())
  .min(1)
  .max(500);
const link = z.url({ protocol: /^https?$/ });
const knownZone = zone.refine((name) => IANAZone.isValidZone(name), 'must be an IANA time zone');
const count = z.int().min(1);
const titled = z.strictObject({ title: line });

/**
 * Anybody can type somebody else's address with a name of their choice. A name that mail programs would
 * turn into a link, or too long to be a greeting, is left out; the mail itself still goes.
 */
const greetedName = line.transform((name) =>
  name.length > 60 || /:\/\/|\w\.\p{L}{2,}/u.test(name) ? undefined : name,
);

const mail = <Shape extends z.ZodRawShape>(variables: Shape) =>
  z.strictObject({
    personName: greetedName.optional(),
    foundation: z.strictObject({ name: line, postalAddress: line }),
    ...variables,
  });

/** What each mail may and must be told. Amounts in minor units, instants in UTC: the mail writes them out. */
export const mailTemplates = {
  'subscription-opt-in': mail({ confirmUrl: link, topics: z.array(line).min(1) }),
  'sign-in': mail({ signInUrl: link, code: z.string().regex(/^\d{6}$/), validMinutes: count }),
  'follow-up-workshops': mail({
    article: z.strictObject({ title: line, url: link }),
    workshops: z
      .array(
        z.strictObject({
          title: line,
          url: link,
          format: line,
          nextSession: z.strictObject({ startsAt: instant, zone: knownZone }).optional(),
          price: money.optional(),
        }),
      )
      .min(1),
    unsubscribeUrl: link,
  }),
  'follow-up-courses': mail({
    article: z.strictObject({ title: line, url: link }),
    courses: z.array(z.strictObject({ title: line, url: link, price: money })).min(1),
    unsubscribeUrl: link,
  }),
  'hold-placed': mail({
    workshop: titled,
    seats: count,
    sessionStartsAt: instant,
    zone: knownZone,
    total: money,
    payableUntil: instant,
    payUrl: link,
  }),
  'seat-confirmed': mail({
    workshop: titled,
    seats: count,
    meetings: z.array(z.strictObject({ startsAt: instant, endsAt: instant })).min(1),
    zone: knownZone,
    place: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('venue'), name: line, address: line.optional() }),
      z.strictObject({ kind: z.literal('online'), url: link.optional() }),
    ]),
    manageUrl: link,
  }),
  receipt: mail({
    orderId: z.uuid(),
    lines: z.array(z.strictObject({ description: line, quantity: count, unitPrice: money })).min(1),
    total: money,
    paidAt: instant,
    zone: knownZone,
  }),
  'download-ready': mail({
    course: titled,
    libraryUrl: link,
    files: z.array(z.strictObject({ name: line, size: z.int().min(0) })).min(1),
  }),
  'hold-ended': mail({
    workshop: titled,
    startsAt: instant,
    zone: knownZone,
    reason: z.enum(['expired', 'cancelled']),
    workshopUrl: link,
  }),
  'seat-passed-on': mail({
    workshop: titled,
    seats: count,
    startsAt: instant,
    zone: knownZone,
    workshopUrl: link,
  }),
  refunded: mail({ orderId: z.uuid(), amount: money, reason: line }),
};

export type MailTemplate = keyof typeof mailTemplates;
/** The variables of each mail as the caller gives them. */
export type MailVariables = { [T in MailTemplate]: z.input<(typeof mailTemplates)[T]> };
