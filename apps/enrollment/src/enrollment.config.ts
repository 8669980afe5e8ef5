import { z } from 'zod';

const schema = z.object({
  databaseUrl: z.string().min(1),
  /** Origin under which people reach Ally, without a slash at its end. */
  publicUrl: z.url(),
  /** Base64 of at least 32 random bytes; the same for all services. */
  instanceKey: z.base64().transform((text) => Buffer.from(text, 'base64')),
  operatorKey: z.string().min(16),
  /** Whom calendar entries name as the host. */
  organizer: z.object({ name: z.string(), email: z.email() }),
  /** How long seats are kept for somebody who is paying. */
  holdMinutes: z.coerce
    .number()
    .int()
    .min(1)
    .max(24 * 60)
    .default(15),
  /** Live unpaid holds of one person in one session, and the share of its seats that one network may hold. */
  holdsPerPerson: z.coerce.number().int().min(1).max(100).optional(),
  holdSharePercent: z.coerce.number().int().min(1).max(100).optional(),
});

/** The settings of the enrollment service; a class, so that it can be injected. */
export class EnrollmentConfig {
  readonly databaseUrl!: string;
  readonly publicUrl!: string;
  readonly instanceKey!: Buffer;
  readonly operatorKey!: string;
  readonly organizer!: { readonly name: string; readonly email: string };
  readonly holdMinutes!: number;
  /** Undefined: `DEFAULT_HOLD_LIMIT`. */
  readonly holdsPerPerson?: number | undefined;
  readonly holdSharePercent?: number | undefined;

  /** @throws ZodError naming what is missing or wrong. */
  static from(env: NodeJS.ProcessEnv): EnrollmentConfig {
    const settings = schema.parse({
      databaseUrl: env.DATABASE_URL,
      publicUrl: env.ALLY_PUBLIC_URL,
      instanceKey: env.ALLY_INSTANCE_KEY,
      operatorKey: env.ALLY_OPERATOR_KEY,
      organizer: { name: env.ALLY_FOUNDATION_NAME, email: env.ALLY_FOUNDATION_EMAIL },
      holdMinutes: env.ALLY_HOLD_MINUTES,
      holdsPerPerson: env.ALLY_HOLDS_PER_PERSON,
      holdSharePercent: env.ALLY_HOLD_SHARE_PERCENT,
    });
    return Object.freeze(Object.assign(new EnrollmentConfig(), settings));
  }
}
