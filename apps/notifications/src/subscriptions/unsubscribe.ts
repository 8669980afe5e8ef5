import { Controller, Get, HttpCode, Injectable, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Clock } from '#libs/clock';
import { subscriptionEnded } from '#libs/contracts';
import { Database } from '#libs/database';
import { Outbox } from '#libs/events';
import { sendPage, Unlimited, wantsHtml, TakesForms } from '#libs/http';
import { SignedStatements, unsubscribeLink } from '#libs/identity';
import { PAGE, Route } from '#libs/openapi';
import { EndRuns } from '../runs/end-runs.js';
import { subscriptionFactsOf } from './subscription-facts.js';
import { SubscriptionRepository } from './subscription.repository.js';
import { withoutTopic } from './subscription.js';

/** Stops all follow-ups of a topic to a person, at once and for good. Asking again changes nothing. */
@Injectable()
export class Unsubscribe {
  constructor(
    private readonly database: Database,
    private readonly subscriptions: SubscriptionRepository,
    private readonly endRuns: EndRuns,
    private readonly outbox: Outbox,
    private readonly statements: SignedStatements,
    private readonly clock: Clock,
  ) {}

  /** @throws Refusal `link-invalid`. */
  async execute(token: string): Promise<void> {
    const { personId, topic, messageId } = await this.opened(token);
    await this.database.transaction(async (transaction) => {
      const subscription = await this.subscriptions.lockOf(transaction, personId);
      const left = subscription && withoutTopic(subscription, topic);
      if (left === undefined) return;
      await this.subscriptions.save(transaction, left);
      await this.subscriptions.recordConsent(transaction, {
        personId,
        fact: 'withdrawn',
        topics: [topic],
        source: `POST /v1/unsubscribe by message ${messageId}`,
        at: this.clock.now(),
      });
      await this.endRuns.because(transaction, personId, topic, 'unsubscribed');
      await this.outbox.append(transaction, subscriptionEnded, {
        ...subscriptionFactsOf(left),
        topics: [topic],
      });
    });
  }

  async opened(token: string) {
    return this.statements.verify(unsubscribeLink, token);
  }
}

const ASK = `
<p>Press the button, and we stop writing to you about {{ topic }}. Receipts and confirmations still come.</p>
<form method="post"><input type="hidden" name="List-Unsubscribe" value="One-Click"><button>Stop these mails</button></form>`;
const DONE = `<p>We have stopped. You will get no more of these mails.</p>`;

/** One-click unsubscribe (RFC 8058): the POST needs no cookie, no session and no second page. */
@Controller('v1/unsubscribe/:token')
export class UnsubscribeController {
  constructor(private readonly unsubscribe: Unsubscribe) {}

  @Get()
  @Route({
    operation: 'showUnsubscribePage',
    summary: "Where the mail's link leads; looking ends nothing.",
    answer: PAGE,
    refuses: { unauthenticated: ['link-invalid'], gone: ['link-expired'] },
  })
  async ask(@Param('token') token: string, @Res() reply: FastifyReply): Promise<void> {
    const { topic } = await this.unsubscribe.opened(token);
    await sendPage(reply, 'Stop these mails?', ASK, { topic });
  }

  /** The body says only `List-Unsubscribe=One-Click`, urlencoded or as multipart; the token says everything. */
  @Post()
  @TakesForms()
  @Unlimited('a mail provider asks for many people at once, and the link is signed')
  @HttpCode(200)
  @Route({
    operation: 'unsubscribe',
    summary: 'One-click unsubscribe (RFC 8058). Asking again changes nothing.',
    takes: { mediaType: 'application/x-www-form-urlencoded' },
    answer: z.object({ state: z.literal('unsubscribed') }),
    refuses: { unauthenticated: ['link-invalid'], gone: ['link-expired'] },
  })
  async stop(
    @Param('token') token: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.unsubscribe.execute(token);
    if (wantsHtml(request)) await sendPage(reply, 'Done', DONE);
    else await reply.send({ state: 'unsubscribed' });
  }
}
