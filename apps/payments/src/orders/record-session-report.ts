import { Injectable } from '@nestjs/common';
import type { Transaction } from '#libs/database';
import type { SessionReport } from '../provider/payment-provider.js';
import type { Order } from './order.js';
import { RecordOutcome } from './record-outcome.js';

/** Takes in how a session stands at the provider, as if webhooks had told it. */
@Injectable()
export class RecordSessionReport {
  constructor(private readonly recordOutcome: RecordOutcome) {}

  /** @returns the order as it is afterwards. */
  async record(transaction: Transaction, order: Order, report: SessionReport): Promise<Order> {
    let current = order;
    for (const declineId of report.declineIds) {
      current = await this.recordOutcome.record(transaction, current, { kind: 'declined', declineId });
    }
    if (report.state !== 'captured') return current;
    return this.recordOutcome.record(transaction, current, { kind: 'captured', capture: report.capture });
  }
}
