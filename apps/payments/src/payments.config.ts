import { z } from 'zod';

const schema = z.object({
  databaseUrl: z.string().min(1),
  /** Origin under which people and the payment provider reach Ally, without a slash at its end. */
  publicUrl: z.url().regex(/[^/]$/),
  /** Base64 of at least 32 random bytes; the same for all services. */
  instanceKey: z.base64().transform((text) => Buffer.from(text, 'base64')),
  operatorKey: z.string().min(16),
  provider: z.enum(['sandbox']).default('sandbox'),
});

/** The settings of the payments service; a class, so that it can be injected. */
export class PaymentsConfig {
  readonly databaseUrl!: string;
  readonly publicUrl!: string;
  readonly instanceKey!: Buffer;
  readonly operatorKey!: string;
  /** Which company takes the money. */
  readonly provider!: 'sandbox';

  /** @throws ZodError naming what is missing or wrong. */
  static from(env: NodeJS.ProcessEnv): PaymentsConfig {
    const settings = schema.parse({
      databaseUrl: env.DATABASE_URL,
      publicUrl: env.ALLY_PUBLIC_URL,
      instanceKey: env.ALLY_INSTANCE_KEY,
      operatorKey: env.ALLY_OPERATOR_KEY,
      provider: env.ALLY_PAYMENT_PROVIDER,
    });
    return Object.freeze(Object.assign(new PaymentsConfig(), settings));
  }
}
