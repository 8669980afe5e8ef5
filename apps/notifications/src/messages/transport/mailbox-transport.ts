import { Injectable } from '@nestjs/common';
import { createTransport } from 'nodemailer';
import { Clock } from '#libs/clock';
import { Database } from '#libs/database';
import { MailboxRepository } from '../../mailbox/mailbox.repository.js';
import { mailMessage } from './mail-message.js';
import { MailTransport, type OutgoingMail } from './mail-transport.js';

/** Puts mails into a mailbox that one can open in the browser, as whole messages (RFC 5322). Nothing leaves the machine. */
@Injectable()
export class MailboxTransport extends MailTransport {
  private readonly composer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });

  constructor(
    private readonly database: Database,
    private readonly mailbox: MailboxRepository,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async send(mail: OutgoingMail): Promise<void> {
    const receivedAt = this.clock.now();
    const { message } = await this.composer.sendMail(mailMessage(mail, receivedAt));
    const raw = Buffer.isBuffer(message) ? message : Buffer.from(String(message));
    await this.database.transaction((transaction) => this.mailbox.add(transaction, mail, raw, receivedAt));
  }
}
