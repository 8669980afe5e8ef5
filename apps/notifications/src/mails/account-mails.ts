import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/clock';
import { Database } from '#libs/database';
import { signInLink, SignedStatements, subscriptionLink } from '#libs/identity';
import type { ContentOf } from '../messages/message.js';
import { NotificationsConfig } from '../notifications.config.js';
import { SignInCodes } from '../sign-ins/sign-in-codes.js';
import { SignInRepository } from '../sign-ins/sign-in.repository.js';
import { SubscriptionRepository } from '../subscriptions/subscription.repository.js';
import { waitsForProof } from '../subscriptions/subscription.js';
import { NothingToSay, type ComposedMail, type Letterhead } from './composed-mail.js';
import { renderMail } from './render-mail.js';

/** The mails by which a person proves that an address is theirs. */
@Injectable()
export class AccountMails {
  constructor(
    private readonly config: NotificationsConfig,
    private readonly database: Database,
    private readonly subscriptions: SubscriptionRepository,
    private readonly statements: SignedStatements,
    private readonly codes: SignInCodes,
    private readonly signIns: SignInRepository,
    private readonly clock: Clock,
  ) {}

  async optIn(
    { subscriptionId }: ContentOf<'subscription-opt-in'>,
    letterhead: Letterhead,
  ): Promise<ComposedMail> {
    const subscription = await this.subscriptions.find(this.database, subscriptionId);
    if (subscription === undefined || !waitsForProof(subscription))
      throw new NothingToSay('no longer asked for');
    const { topics } = subscription.wanted ?? subscription;
    const link = await this.statements.sign(subscriptionLink, {
      objectId: subscriptionId,
      epoch: subscription.epoch,
    });
    const confirmUrl = `${this.config.publicUrl}/subscriptions/${subscriptionId}/confirmation?token=${link}`;
    return renderMail('subscription-opt-in', { ...letterhead, confirmUrl, topics: [...topics] });
  }

  async signIn({ signInId }: ContentOf<'sign-in'>, letterhead: Letterhead): Promise<ComposedMail> {
    const until = await this.signIns.opensUntil(this.database, signInId);
    const validMinutes = Math.floor(((until?.getTime() ?? 0) - this.clock.now().getTime()) / 60_000);
    if (validMinutes < 1) throw new NothingToSay('it opens nothing any more');
    const link = await this.statements.sign(signInLink, { objectId: signInId, epoch: 1 });
    return renderMail('sign-in', {
      ...letterhead,
      signInUrl: `${this.config.publicUrl}/sign-in?token=${link}`,
      code: this.codes.codeOf(signInId),
      validMinutes,
    });
  }
}
