import { Controller, HttpCode, Param, Post, Req, type RawBodyRequest } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Clock } from '#libs/clock';
import { Refusal } from '#libs/contracts';
import { Database } from '#libs/database';
import { Unlimited } from '#libs/http';
import { DueWork } from '#libs/jobs';
import { Route } from '#libs/openapi';
import { PaymentProvider } from '../provider/payment-provider.js';
import { APPLY_PROVIDER_EVENTS } from './apply-provider-events.js';
import { ProviderEventRepository } from './provider-event.repository.js';

/**
 * `POST /v1/webhooks/<provider>`: keeps what the provider has signed and says so at once. Applying it comes after, so a
 * success here means "we have it", and the provider need not send it again.
 */
@Controller('v1/webhooks')
export class ReceiveWebhookController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly provider: PaymentProvider,
    private readonly events: ProviderEventRepository,
    private readonly dueWork: DueWork,
  ) {}

  /** @throws Refusal `webhook-signature-invalid`: then nothing was kept. */
  @Post(':provider')
  @Unlimited('a provider sends all at once, what it sends is signed, and what is refused comes late')
  @HttpCode(200)
  @Route({
    operation: 'receiveWebhook',
    summary:
      'For the payment provider: keeps what it has signed. A success means that it need not be sent again.',
    takes: { mediaType: 'application/json' },
    answer: z.object({ received: z.literal(true) }),
    refuses: {
      'not-found': ['provider-unknown'],
      invalid: ['webhook-signature-invalid', 'webhook-unreadable'],
    },
  })
  async receive(@Param('provider') name: string, @Req() request: RawBodyRequest<FastifyRequest>) {
    if (name !== this.provider.name)
      throw new Refusal('not-found', 'provider-unknown', 'No such provider is used here.');
    const event = this.provider.parseWebhook(request.rawBody ?? Buffer.alloc(0), request.headers);
    await this.database.transaction(async (transaction) => {
      await this.events.insert(transaction, name, event, this.clock.now());
      transaction.onCommit(() => this.dueWork.wake(APPLY_PROVIDER_EVENTS));
    });
    return { received: true as const };
  }
}
