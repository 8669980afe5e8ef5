import { Injectable } from '@nestjs/common';
import { Database, isDatabaseUnavailable } from '#libs/database';
import { DueWork, type Sweep } from '#libs/jobs';
import { CloseSession } from '../orders/close-session.js';
import { OpenSession } from '../orders/open-session.js';
import { RefundCapture } from '../refunds/refund-capture.js';
import { ProviderCallRepository, type ProviderCall } from './provider-call.repository.js';
import { CallsToProvider, SETTLE_PROVIDER_CALLS } from './calls-to-provider.js';

/** Performs the calls that nobody has performed yet, because that is its task or because somebody crashed or failed. */
@Injectable()
export class SettleProviderCalls implements Sweep {
  readonly name = SETTLE_PROVIDER_CALLS;
  private readonly performers: Record<ProviderCall['kind'], { perform(call: ProviderCall): Promise<void> }>;

  constructor(
    private readonly database: Database,
    private readonly calls: ProviderCallRepository,
    private readonly callsToProvider: CallsToProvider,
    openSession: OpenSession,
    closeSession: CloseSession,
    refundCapture: RefundCapture,
    dueWork: DueWork,
  ) {
    this.performers = { 'open-session': openSession, 'close-session': closeSession, refund: refundCapture };
    dueWork.register(this);
  }

  nextDue(): Promise<Date | null> {
    return this.calls.nextDue(this.database);
  }

  async run(): Promise<void> {
    for (;;) {
      const call = await this.callsToProvider.claimDue();
      if (call === undefined) return;
      try {
        await this.performers[call.kind].perform(call);
      } catch (error) {
        if (isDatabaseUnavailable(error)) throw error;
        await this.callsToProvider.recordFailure(call, error);
      }
    }
  }
}
