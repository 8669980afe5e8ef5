import { Injectable } from '@nestjs/common';
import type { Message } from '../messages/message.js';
import type { OutgoingMail } from '../messages/transport/mail-transport.js';
import { NotificationsConfig } from '../notifications.config.js';
import type { Person } from '../people/person.repository.js';
import { AccountMails } from './account-mails.js';
import type { ComposedMail, Letterhead } from './composed-mail.js';
import { FollowUpMails } from './follow-up-mails.js';
import { OrderMails } from './order-mails.js';
import { SeatMails } from './seat-mails.js';

/** Makes the mail of a message: looks up what it tells of, mints its links, fills in its template. */
@Injectable()
export class MailComposer {
  constructor(
    private readonly config: NotificationsConfig,
    private readonly account: AccountMails,
    private readonly followUps: FollowUpMails,
    private readonly seats: SeatMails,
    private readonly orders: OrderMails,
  ) {}

  /** @throws FactMissing (try later) or NothingToSay (never send). */
  async compose(message: Message, person: Person): Promise<OutgoingMail> {
    const { name, email, postalAddress } = this.config.foundation;
    const { subject, text, html, headers, calendar } = await this.say(message, {
      foundation: { name, postalAddress },
      ...(person.name !== null && { personName: person.name }),
    });
    return {
      messageId: `<${message.id}@${new URL(this.config.publicUrl).hostname}>`,
      from: { name, address: email },
      to: { name: person.name ?? '', address: person.email },
      subject,
      text,
      html,
      // RFC 3834: vacation notices must not answer.
      headers: { 'Auto-Submitted': 'auto-generated', ...headers },
      ...(calendar !== undefined && { calendar }),
    };
  }

  private async say(message: Message, letterhead: Letterhead): Promise<ComposedMail> {
    const { content } = message;
    switch (content.template) {
      case 'subscription-opt-in':
        return this.account.optIn(content, letterhead);
      case 'sign-in':
        return this.account.signIn(content, letterhead);
      case 'follow-up-workshops':
        return this.followUps.workshops(message, content, letterhead);
      case 'follow-up-courses':
        return this.followUps.courses(message, content, letterhead);
      case 'hold-placed':
        return this.seats.holdPlaced(content, letterhead);
      case 'seat-confirmed':
        return this.seats.seatConfirmed(content, letterhead);
      case 'hold-ended':
        return this.seats.holdEnded(content, letterhead);
      case 'seat-passed-on':
        return this.seats.seatPassedOn(content, letterhead);
      case 'receipt':
        return this.orders.receipt(content, letterhead);
      case 'download-ready':
        return this.orders.downloadReady(content, letterhead);
      case 'refunded':
        return this.orders.refunded(content, letterhead);
    }
  }
}
