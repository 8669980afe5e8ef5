import { Injectable } from '@nestjs/common';
import { newId, type Transaction } from '#libs/database';
import { PaymentProvider, type Capture } from '../provider/payment-provider.js';

/** What the provider said was tried on an order, each thing once however often it is said. */
@Injectable()
export class AttemptRepository {
  constructor(private readonly provider: PaymentProvider) {}

  /** @returns the attempt's id, or undefined when this capture has been recorded before. */
  async addCaptured(
    transaction: Transaction,
    orderId: string,
    { captureId, amount }: Capture,
    pays: boolean,
    recordedAt: Date,
  ): Promise<string | undefined> {
    const [attempt] = await transaction.query<{ id: string }>(
      `INSERT INTO attempts (id, order_id, provider, reference, state, amount, currency, pays, recorded_at)
       VALUES ($1, $2, $3, $4, 'captured', $5, $6, $7, $8) ON CONFLICT (provider, reference) DO NOTHING RETURNING id`,
      [newId(), orderId, this.provider.name, captureId, amount.amount, amount.currency, pays, recordedAt],
    );
    return attempt?.id;
  }

  /** @returns the attempt's id, or undefined when this decline has been recorded before. */
  async addDeclined(
    transaction: Transaction,
    orderId: string,
    declineId: string,
    recordedAt: Date,
  ): Promise<string | undefined> {
    const [attempt] = await transaction.query<{ id: string }>(
      `INSERT INTO attempts (id, order_id, provider, reference, state, recorded_at)
       VALUES ($1, $2, $3, $4, 'declined', $5) ON CONFLICT (provider, reference) DO NOTHING RETURNING id`,
      [newId(), orderId, this.provider.name, declineId, recordedAt],
    );
    return attempt?.id;
  }
}
