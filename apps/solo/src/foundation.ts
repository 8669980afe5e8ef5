import { IANAZone } from 'luxon';
import { z } from 'zod';
import { CannotStart } from '#libs/process';

/** Who runs this Ally: writes its mails, invites to its workshops. */
export interface Foundation {
  readonly name: string;
  readonly email: string;
  readonly postalAddress: string;
  /** IANA zone of its office. */
  readonly zone: string;
}

export const foundationSettings = {
  ALLY_FOUNDATION_NAME: z.string().trim().min(1).optional(),
  ALLY_FOUNDATION_EMAIL: z.email().optional(),
  ALLY_FOUNDATION_ADDRESS: z.string().trim().min(1).optional(),
  ALLY_FOUNDATION_ZONE: z
    .string()
    .refine((name) => IANAZone.isValidZone(name), 'no IANA time zone')
    .optional(),
};
const settings = z.object(foundationSettings);

/** Whose demo it is; nobody's. */
export const DEMO_FOUNDATION: Foundation = {
  name: 'The Ally demo foundation',
  email: 'hello@foundation.example',
  postalAddress: '1 Example Plaza, Chicago, IL 60601',
  zone: 'America/Chicago',
};

/**
 * @param writesMail whether mails leave the house. Then nobody can be made up: the law wants to know who writes
 * (CAN-SPAM, 16 CFR 316), and people want to answer.
 * @throws CannotStart naming what is missing.
 */
export function foundationOf(given: z.output<typeof settings>, writesMail: boolean): Foundation {
  const required = ['ALLY_FOUNDATION_NAME', 'ALLY_FOUNDATION_EMAIL', 'ALLY_FOUNDATION_ADDRESS'] as const;
  const missing = required.filter((name) => given[name] === undefined);
  if (writesMail && missing.length > 0)
    throw new CannotStart(`Real mail (ALLY_MAIL=smtp) says who writes it: set ${missing.join(', ')}.`);
  return {
    name: given.ALLY_FOUNDATION_NAME ?? DEMO_FOUNDATION.name,
    email: given.ALLY_FOUNDATION_EMAIL ?? DEMO_FOUNDATION.email,
    postalAddress: given.ALLY_FOUNDATION_ADDRESS ?? DEMO_FOUNDATION.postalAddress,
    zone: given.ALLY_FOUNDATION_ZONE ?? DEMO_FOUNDATION.zone,
  };
}
