import { Controller, Get, HttpCode, Injectable, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Clock } from '#libs/clock';
import { z } from 'zod';
import { id, Refusal, slug, subscriptionConfirmed } from '#libs/contracts';
import { Database } from '#libs/database';
import { Outbox } from '#libs/events';
import { BearerToken, Limited, sendPage, wantsHtml, TakesForms } from '#libs/http';
import { SignedStatements, subscriptionLink } from '#libs/identity';
import { PAGE, Route } from '#libs/openapi';
import { StartRuns } from '../runs/start-runs.js';
import { UnverifiedMailRepository } from '../unverified-mails/unverified-mail.repository.js';
import { subscriptionFactsOf } from './subscription-facts.js';
import { SubscriptionRepository } from './subscription.repository.js';
import { afterConfirmation, type Subscription } from './subscription.js';

/** The owner of the address says yes. What they have read before counts from now on. */
@Injectable()
export class ConfirmSubscription {
  constructor(
    private readonly database: Database,
    private readonly subscriptions: SubscriptionRepository,
    private readonly unverified: UnverifiedMailRepository,
    private readonly startRuns: StartRuns,
    private readonly outbox: Outbox,
    private readonly statements: SignedStatements,
    private readonly clock: Clock,
  ) {}

  /**
   * Saying yes twice changes nothing the second time.
   * @throws Refusal `link-invalid` when the link is of an earlier request, or the subscription has ended since.
   */
  async execute(subscriptionId: string, token: string): Promise<Subscription> {
    const { epoch } = await this.opened(subscriptionId, token);
    return this.database.transaction(async (transaction) => {
      const found = await this.subscriptions.find(transaction, subscriptionId);
      const subscription = found && (await this.subscriptions.lockOf(transaction, found.personId));
      if (subscription?.epoch !== epoch) {
        throw new Refusal(
          'gone',
          'link-expired',
          'This link is of an earlier request. Please subscribe again.',
        );
      }
      const confirmed = afterConfirmation(subscription);
      if (confirmed === undefined) return subscription;
      await this.subscriptions.save(transaction, confirmed);
      await this.unverified.prove(transaction, confirmed.personId, this.clock.now());
      await this.subscriptions.recordConsent(transaction, {
        personId: confirmed.personId,
        fact: 'confirmed',
        topics: confirmed.topics,
        source: `POST /v1/subscriptions/:id/confirmation by the link mailed to the address, request ${epoch}`,
        at: this.clock.now(),
      });
      await this.outbox.append(transaction, subscriptionConfirmed, subscriptionFactsOf(confirmed));
      await this.startRuns.forSubscriber(transaction, confirmed);
      return confirmed;
    });
  }

  async opened(subscriptionId: string, token: string): Promise<{ epoch: number }> {
    const claims = await this.statements.verify(subscriptionLink, token);
    if (claims.objectId === subscriptionId) return claims;
    throw new Refusal('unauthenticated', 'link-invalid', 'This link does not open this subscription.');
  }
}

const ASK = `
<p>Thank you for your interest. Please say yes once more, so that we know that this address is yours.</p>
<form method="post" action="/v1/subscriptions/{{ id }}/confirmation?token={{ token }}"><button>Yes, write to me</button></form>`;
const DONE = `
<p>Welcome. We will write now and then, and every mail has a link that stops it.</p>`;

@Controller()
export class ConfirmSubscriptionController {
  constructor(private readonly confirmSubscription: ConfirmSubscription) {}

  /** Where the opt-in mail leads. Mail scanners follow links too, so looking confirms nothing. */
  @Get('subscriptions/:id/confirmation')
  @Route({
    operation: 'showConfirmationPage',
    summary: 'Where the opt-in mail leads; looking confirms nothing.',
    answer: PAGE,
  })
  async ask(
    @Param('id', { schema: id }) subscriptionId: string,
    @BearerToken() token: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.confirmSubscription.opened(subscriptionId, token);
    await sendPage(reply, 'May we write to you?', ASK, { id: subscriptionId, token });
  }

  @Post('v1/subscriptions/:id/confirmation')
  @TakesForms()
  @Limited({ perMinute: 60 })
  @HttpCode(200)
  @Route({
    operation: 'confirmSubscription',
    summary: 'The owner of the address says yes.',
    answer: z.object({ state: z.string(), topics: z.array(slug) }),
  })
  async confirm(
    @Param('id', { schema: id }) subscriptionId: string,
    @BearerToken() token: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { state, topics } = await this.confirmSubscription.execute(subscriptionId, token);
    if (wantsHtml(request)) await sendPage(reply, 'You are subscribed', DONE);
    else await reply.send({ state, topics });
  }
}
