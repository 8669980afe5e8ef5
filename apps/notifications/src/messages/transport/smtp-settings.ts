import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { inspect } from 'node:util';
import { z } from 'zod';

/** A setting of the mail is wrong; the message is one sentence for whoever starts Ally, and quotes no password. */
export class MailSettingWrong extends Error {
  override readonly name = 'MailSettingWrong';
}

/** Who Ally is to its mail server. Printing it, or turning it into JSON, shows no password. */
export class SmtpLogin {
  readonly #password: string;

  constructor(
    readonly user: string,
    password: string,
  ) {
    this.#password = password;
  }

  /** For the mail library alone. */
  reveal(): { user: string; pass: string } {
    return { user: this.user, pass: this.#password };
  }

  toJSON(): object {
    return { user: this.user };
  }

  [inspect.custom](): string {
    return `SmtpLogin of ${this.user}`;
  }
}

/** How mails reach the server that passes them on. Times in milliseconds. */
export interface SmtpSettings {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte (smtps), or by STARTTLS: required, or used if the server offers it. Never with a wrong certificate. */
  readonly tls: 'implicit' | 'required' | 'if-offered';
  /** Certificates (PEM) to trust instead of those that Node knows. */
  readonly ca?: string;
  /** The name in the server's certificate, where it is not the host's. */
  readonly servername?: string;
  readonly login?: SmtpLogin;
  /** Where bounces go: the return path of every mail. */
  readonly envelopeFrom: string;
  readonly connections: number;
  readonly mailsPerConnection: number;
  /** To connect, including TLS and the greeting. */
  readonly connectMs: number;
  readonly greetingMs: number;
  /** Silence of a connection in use. */
  readonly silenceMs: number;
}

const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost']);
const EXAMPLE = 'smtp://user:password@mail.example.org:587';

const whole = (from: number, to: number, otherwise: number) =>
  z.coerce
    .number({ error: `must be a number from ${from} to ${to}` })
    .int('must be a whole number')
    .min(from, `must be at least ${from}`)
    .max(to, `must be at most ${to}`)
    .default(otherwise);

const settings = z.object({
  ALLY_MAIL: z.enum(['mailbox', 'smtp'], { error: 'must be mailbox or smtp' }).default('mailbox'),
  ALLY_SMTP_URL: z.string().min(1).optional(),
  ALLY_SMTP_STARTTLS: z
    .enum(['required', 'if-offered'], { error: 'must be required or if-offered' })
    .optional(),
  ALLY_SMTP_CA: z.string().min(1).optional(),
  ALLY_SMTP_SERVERNAME: z.string().min(1).optional(),
  ALLY_SMTP_ENVELOPE_FROM: z.email('must be an e-mail address').optional(),
  ALLY_SMTP_CONNECTIONS: whole(1, 50, 5),
  ALLY_SMTP_MAILS_PER_CONNECTION: whole(1, 10_000, 100),
  ALLY_SMTP_CONNECT_SECONDS: whole(1, 120, 10),
  ALLY_SMTP_GREETING_SECONDS: whole(1, 120, 10),
  ALLY_SMTP_SILENCE_SECONDS: whole(1, 200, 60),
});

/**
 * Reads how mails leave the house from the environment.
 * @param from the address that writes the mails.
 * @returns undefined when they do not: they go into the mailbox.
 * @throws MailSettingWrong naming what is missing, wrong or contradictory.
 */
export function smtpSettings(env: NodeJS.ProcessEnv, from: string | undefined): SmtpSettings | undefined {
  const parsed = settings.safeParse(env);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new MailSettingWrong(`The setting ${issue?.path.join('.') ?? ''} ${issue?.message ?? 'is wrong'}.`);
  }
  const given = parsed.data;
  if (given.ALLY_MAIL === 'mailbox') {
    if (given.ALLY_SMTP_URL === undefined) return undefined;
    throw new MailSettingWrong('ALLY_SMTP_URL is set, but no mail would leave: set ALLY_MAIL=smtp as well.');
  }
  if (given.ALLY_SMTP_URL === undefined)
    throw new MailSettingWrong(`ALLY_MAIL=smtp needs ALLY_SMTP_URL, for instance ${EXAMPLE}.`);
  const { host, port, isImplicit, login } = address(given.ALLY_SMTP_URL);
  const envelopeFrom = given.ALLY_SMTP_ENVELOPE_FROM ?? from;
  if (envelopeFrom === undefined)
    throw new MailSettingWrong('Real mail needs a sender: set ALLY_FOUNDATION_EMAIL.');
  return Object.freeze({
    host,
    port,
    tls: isImplicit ? implicit(given.ALLY_SMTP_STARTTLS) : startTls(given.ALLY_SMTP_STARTTLS, host, login),
    ...(given.ALLY_SMTP_CA !== undefined && { ca: certificates(given.ALLY_SMTP_CA) }),
    ...(given.ALLY_SMTP_SERVERNAME !== undefined && { servername: given.ALLY_SMTP_SERVERNAME }),
    ...(login !== undefined && { login }),
    envelopeFrom,
    connections: given.ALLY_SMTP_CONNECTIONS,
    mailsPerConnection: given.ALLY_SMTP_MAILS_PER_CONNECTION,
    connectMs: given.ALLY_SMTP_CONNECT_SECONDS * 1_000,
    greetingMs: given.ALLY_SMTP_GREETING_SECONDS * 1_000,
    silenceMs: given.ALLY_SMTP_SILENCE_SECONDS * 1_000,
  });
}

function address(text: string): { host: string; port: number; isImplicit: boolean; login?: SmtpLogin } {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const host = url?.hostname.replace(/^\[|\]$/g, '') ?? '';
  const isPlain = url !== undefined && /^\/?$/.test(url.pathname) && url.search === '' && url.hash === '';
  if (!isPlain || host === '' || !['smtp:', 'smtps:'].includes(url.protocol))
    throw new MailSettingWrong(
      `ALLY_SMTP_URL must read like ${EXAMPLE}, or smtps:// for TLS from the first byte; special characters of a password are written as %XX.`,
    );
  const isImplicit = url.protocol === 'smtps:';
  const port = url.port === '' ? (isImplicit ? 465 : 587) : Number(url.port);
  if (url.username === '' && url.password === '') return { host, port, isImplicit };
  if (url.username === '' || url.password === '')
    throw new MailSettingWrong('ALLY_SMTP_URL has a user without a password, or a password without a user.');
  return { host, port, isImplicit, login: new SmtpLogin(decoded(url.username), decoded(url.password)) };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new MailSettingWrong('ALLY_SMTP_URL has a % in its user or password that is not written as %25.');
  }
}

function implicit(starttls: string | undefined): 'implicit' {
  if (starttls === undefined) return 'implicit';
  throw new MailSettingWrong(
    'ALLY_SMTP_STARTTLS means nothing with smtps://, which is TLS from the first byte.',
  );
}

function startTls(
  wish: 'required' | 'if-offered' | undefined,
  host: string,
  login: SmtpLogin | undefined,
): 'required' | 'if-offered' {
  const isHere = LOOPBACK.has(host);
  if (wish === 'if-offered' && login !== undefined && !isHere)
    throw new MailSettingWrong(
      'ALLY_SMTP_STARTTLS=if-offered could send the password in the clear: leave it out, or the password.',
    );
  return wish ?? (isHere ? 'if-offered' : 'required');
}

function certificates(file: string): string {
  try {
    const pem = readFileSync(file, 'utf8');
    if (new X509Certificate(pem).subject !== undefined) return pem;
  } catch {
    // Whatever is wrong with it, the sentence below says what to do.
  }
  throw new MailSettingWrong(
    `ALLY_SMTP_CA names ${file}, which is not a readable file of certificates (PEM).`,
  );
}
