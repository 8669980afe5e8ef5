import { z } from 'zod';
import { isExposed } from '#libs/process';

const schema = z.object({
  databaseUrl: z.string().min(1),
  /** Origin under which people reach Ally, without a slash at its end. */
  publicUrl: z.url(),
  /** Base64 of at least 32 random bytes; the same for all services. */
  instanceKey: z.base64().transform((text) => Buffer.from(text, 'base64')),
  operatorKey: z.string().min(16),
  /** Whether anybody may read the mailbox: only where nobody else can reach it. */
  mailboxIsOpen: z.boolean(),
  /** Who writes the mails; law wants a postal address in follow-ups (CAN-SPAM, 16 CFR 316). */
  foundation: z.object({ name: z.string(), email: z.email(), postalAddress: z.string() }),
});

/** The settings of the notifications service; a class, so that it can be injected. */
export class NotificationsConfig {
  readonly databaseUrl!: string;
  readonly publicUrl!: string;
  readonly instanceKey!: Buffer;
  readonly operatorKey!: string;
  readonly mailboxIsOpen!: boolean;
  readonly foundation!: { readonly name: string; readonly email: string; readonly postalAddress: string };

  /** @throws ZodError naming what is missing or wrong. */
  static from(env: NodeJS.ProcessEnv): NotificationsConfig {
    const settings = schema.parse({
      databaseUrl: env.DATABASE_URL,
      publicUrl: env.ALLY_PUBLIC_URL,
      instanceKey: env.ALLY_INSTANCE_KEY,
      operatorKey: env.ALLY_OPERATOR_KEY,
      mailboxIsOpen: !isExposed(env.ALLY_HOST ?? '127.0.0.1', env.ALLY_PUBLIC_URL),
      foundation: {
        name: env.ALLY_FOUNDATION_NAME,
        email: env.ALLY_FOUNDATION_EMAIL,
        postalAddress: env.ALLY_FOUNDATION_ADDRESS,
      },
    });
    return Object.freeze(Object.assign(new NotificationsConfig(), settings));
  }
}
