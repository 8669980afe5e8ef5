import { z } from 'zod';
import { zone } from '#libs/contracts';
import { isExposed } from '#libs/process';
import { smtpSettings, type SmtpSettings } from './messages/transport/smtp-settings.js';

const schema = z.object({
  databaseUrl: z.string().min(1),
  /** Origin under which people reach Ally, without a slash at its end. */
  publicUrl: z.url(),
  /** Base64 of at least 32 random bytes; the same for all services. */
  instanceKey: z.base64().transform((text) => Buffer.from(text, 'base64')),
  operatorKey: z.string().min(16),
  /** Whether anybody may read the mailbox: only where nobody else can reach it. */
  mailboxIsOpen: z.boolean(),
  /** Mails to an address that nobody has proven, within 24 hours. */
  unverifiedMailsPerDay: z.coerce.number().int().min(1).max(100).optional(),
  /** Who writes the mails; law wants a postal address in follow-ups (CAN-SPAM, 16 CFR 316). */
  foundation: z.object({
    name: z.string(),
    email: z.email(),
    postalAddress: z.string(),
    zone: zone.optional(),
  }),
});

/** The settings of the notifications service; a class, so that it can be injected. */
export class NotificationsConfig {
  readonly databaseUrl!: string;
  readonly publicUrl!: string;
  readonly instanceKey!: Buffer;
  readonly operatorKey!: string;
  readonly mailboxIsOpen!: boolean;
  /** Undefined: `UNVERIFIED_MAILS_PER_DAY`. */
  readonly unverifiedMailsPerDay?: number | undefined;
  readonly foundation!: {
    readonly name: string;
    readonly email: string;
    readonly postalAddress: string;
    /** IANA zone in which times are told that belong to no session; UTC if none is given. */
    readonly zone?: string | undefined;
  };
  /** How mails leave the house; undefined: they go into the mailbox. */
  readonly smtp?: SmtpSettings | undefined;

  /** @throws ZodError or MailSettingWrong, naming what is missing or wrong. */
  static from(env: NodeJS.ProcessEnv): NotificationsConfig {
    const settings = schema.parse({
      databaseUrl: env.DATABASE_URL,
      publicUrl: env.ALLY_PUBLIC_URL,
      instanceKey: env.ALLY_INSTANCE_KEY,
      operatorKey: env.ALLY_OPERATOR_KEY,
      mailboxIsOpen: !isExposed(env.ALLY_HOST ?? '127.0.0.1', env.ALLY_PUBLIC_URL),
      unverifiedMailsPerDay: env.ALLY_UNVERIFIED_MAILS_PER_DAY,
      foundation: {
        name: env.ALLY_FOUNDATION_NAME,
        email: env.ALLY_FOUNDATION_EMAIL,
        postalAddress: env.ALLY_FOUNDATION_ADDRESS,
        zone: env.ALLY_FOUNDATION_ZONE,
      },
    });
    const smtp = smtpSettings(env, settings.foundation.email);
    return Object.freeze(Object.assign(new NotificationsConfig(), settings, { smtp }));
  }
}
