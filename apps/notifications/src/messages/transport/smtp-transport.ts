import type { Readable } from 'node:stream';
import type { OnModuleDestroy } from '@nestjs/common';
import { createTransport, type SMTPPoolOptions, type SendMailOptions } from 'nodemailer';
import type { Clock } from '#libs/clock';
import { mailMessage } from './mail-message.js';
import { MailNotSent, MailTransport, type OutgoingMail } from './mail-transport.js';
import { smtpFailure } from './smtp-failure.js';
import type { SmtpSettings } from './smtp-settings.js';

/** How long a mail may take, in milliseconds of real time. */
export interface SmtpPatience {
  /** Waiting for a connection included; less than the time after which a sender is taken to be lost. */
  readonly sendMs: number;
  /** When the process stops. */
  readonly finishMs: number;
}

const PATIENCE: SmtpPatience = { sendMs: 4 * 60_000, finishMs: 5_000 };

/** The edge takes no such address; here it would end the command that it stands in. */
const FORGES_COMMANDS = /[\s\p{Cc}<>]/u;

/** One mail on its way. */
interface Delivery {
  /** The mail as the connection reads it, once there is one. */
  content?: Readable;
}

/** Hands mails to an SMTP server over a few connections that are kept for the next mail. */
export class SmtpTransport extends MailTransport implements OnModuleDestroy {
  private readonly pool;
  /** Found by the signal that ends them, which is the one thing nodemailer carries along untouched. */
  private readonly deliveries = new WeakMap<AbortSignal, Delivery>();
  private readonly underway = new Set<Promise<unknown>>();
  private readonly stop = new AbortController();

  constructor(
    private readonly settings: SmtpSettings,
    private readonly clock: Clock,
    private readonly patience: SmtpPatience = PATIENCE,
  ) {
    super();
    this.pool = createTransport({ ...poolOptions(settings), pool: true });
    this.pool.use('stream', ({ data, message }, done) => {
      message.processFunc((content) => {
        const delivery = data.signal && this.deliveries.get(data.signal);
        if (delivery) delivery.content = content;
        return content;
      });
      done();
    });
  }

  override async send(mail: OutgoingMail): Promise<void> {
    if (FORGES_COMMANDS.test(mail.to.address)) throw new MailNotSent('refused', 'address-impossible');
    const delivery: Delivery = {};
    const signal = AbortSignal.any([this.stop.signal, AbortSignal.timeout(this.patience.sendMs)]);
    this.deliveries.set(signal, delivery);
    const sending = this.pool.sendMail({ ...this.enveloped(mail), signal });
    this.underway.add(sending);
    try {
      await sending;
    } catch (error) {
      throw smtpFailure(error, delivery.content?.readableEnded === true);
    } finally {
      this.underway.delete(sending);
    }
  }

  /** Takes no more mails, lets those that are being handed over finish, and gives up on them after a few seconds. */
  async onModuleDestroy(): Promise<void> {
    this.pool.close();
    const tooLate = setTimeout(() => this.stop.abort(), this.patience.finishMs);
    await Promise.allSettled(this.underway);
    clearTimeout(tooLate);
  }

  private enveloped(mail: OutgoingMail): SendMailOptions {
    const to = { name: '', address: mail.to.address };
    const from = { name: '', address: this.settings.envelopeFrom };
    return { ...mailMessage(mail, this.clock.now()), envelope: { from, to } };
  }
}

function poolOptions(settings: SmtpSettings): SMTPPoolOptions {
  const { host, port, tls, ca, servername, login } = settings;
  return {
    host,
    port,
    secure: tls === 'implicit',
    requireTLS: tls === 'required',
    tls: {
      minVersion: 'TLSv1.2',
      rejectUnauthorized: true,
      ...(ca !== undefined && { ca }),
      ...(servername !== undefined && { servername }),
    },
    // A login that the server does not offer is an error and no reason to try without.
    ...(login !== undefined && { auth: login.reveal(), forceAuth: true }),
    maxConnections: settings.connections,
    maxMessages: settings.mailsPerConnection,
    // The ledger decides what is tried again, not a queue in memory.
    maxRequeues: 0,
    connectionTimeout: settings.connectMs,
    dnsTimeout: settings.connectMs,
    greetingTimeout: settings.greetingMs,
    socketTimeout: settings.silenceMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}
