import { Controller, HttpCode, Post, Req, type RawBodyRequest } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Pool } from 'pg';
import { Clock } from '#libs/clock';
import { newId } from '#libs/database';
import { PaymentsConfig } from '../../apps/payments/src/payments.config.js';
import { PaymentProvider } from '../../apps/payments/src/provider/payment-provider.js';

/** As many as the service's own pool. */
const CONNECTIONS = 8;
const INBOX_ROW = `INSERT INTO provider_events (id, provider, event_id, order_id, outcome, received_at, state, due_at)
  VALUES ($1, 'ceiling', $2, $3, $4, $5, 'applied', $5) ON CONFLICT (provider, event_id) DO NOTHING`;

/**
 * The least that can be done with a webhook, in the payments service itself: its signature is checked, and it is kept by
 * one prepared statement. Nobody applies it.
 */
@Controller('ceiling')
export class WebhookCeiling {
  private readonly pool: Pool;

  constructor(
    private readonly provider: PaymentProvider,
    private readonly clock: Clock,
    config: PaymentsConfig,
  ) {
    const options = '-c search_path=payments';
    this.pool = new Pool({ connectionString: config.databaseUrl, max: CONNECTIONS, options });
  }

  @Post('webhooks')
  @HttpCode(200)
  async keep(@Req() request: RawBodyRequest<FastifyRequest>) {
    const event = this.provider.parseWebhook(request.rawBody ?? Buffer.alloc(0), request.headers);
    const { eventId, orderId, outcome } = event;
    const values = [newId(), eventId, orderId, outcome, this.clock.now()];
    await this.pool.query({ name: 'inbox row', text: INBOX_ROW, values });
    return { received: true };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pool.end();
  }
}
