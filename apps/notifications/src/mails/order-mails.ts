import { Injectable } from '@nestjs/common';
import type { RefundReason } from '#libs/contracts';
import { Database } from '#libs/database';
import { entitlementLink, SignedStatements } from '#libs/identity';
import { FactsRepository } from '../facts/facts.repository.js';
import type { ContentOf } from '../messages/message.js';
import { NotificationsConfig } from '../notifications.config.js';
import { known, type ComposedMail, type Letterhead } from './composed-mail.js';
import { renderMail } from './render-mail.js';

const REFUND_REASONS: Record<RefundReason, string> = {
  'late-capture': 'Your payment reached us after its time, and there was nothing left that it could pay for.',
  'wrong-amount': 'Your payment was not of the amount that was asked for, so we have returned it whole.',
  'second-capture': 'You were charged twice, so we have returned the second payment.',
};

/** The mails about a person's money and what it bought. */
@Injectable()
export class OrderMails {
  constructor(
    private readonly config: NotificationsConfig,
    private readonly database: Database,
    private readonly facts: FactsRepository,
    private readonly statements: SignedStatements,
  ) {}

  async receipt(
    { orderId, lines, total, paidAt }: ContentOf<'receipt'>,
    letterhead: Letterhead,
  ): Promise<ComposedMail> {
    return renderMail('receipt', {
      ...letterhead,
      orderId,
      lines: lines.map(({ description, quantity, unitPrice }) => ({ description, quantity, unitPrice })),
      total,
      paidAt,
      zone: await this.zoneOf(lines),
    });
  }

  /** Where the person will be: the place of what they paid for, or else the foundation's. */
  private async zoneOf(lines: ContentOf<'receipt'>['lines']): Promise<string> {
    const seat = lines.find(({ kind }) => kind === 'seat');
    const session = seat && (await this.facts.session(this.database, seat.itemId));
    return session?.zone ?? this.config.foundation.zone ?? 'UTC';
  }

  async downloadReady(
    { entitlementId, courseId, epoch }: ContentOf<'download-ready'>,
    letterhead: Letterhead,
  ): Promise<ComposedMail> {
    const course = known(await this.facts.course(this.database, courseId), 'course');
    const { files } = known(course.release, 'release');
    const link = await this.statements.sign(entitlementLink, { objectId: entitlementId, epoch });
    return renderMail('download-ready', {
      ...letterhead,
      course: { title: course.title },
      libraryUrl: `${this.config.publicUrl}/downloads?token=${link}`,
      files: files.map(({ name, size }) => ({ name, size })),
    });
  }

  async refunded(
    { orderId, amount, reason }: ContentOf<'refunded'>,
    letterhead: Letterhead,
  ): Promise<ComposedMail> {
    return renderMail('refunded', { ...letterhead, orderId, amount, reason: REFUND_REASONS[reason] });
  }
}
