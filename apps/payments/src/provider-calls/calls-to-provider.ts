import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/clock';
import { Refusal } from '#libs/contracts';
import { Database, newId, type Transaction } from '#libs/database';
import { DueWork } from '#libs/jobs';
import { ProviderCallRepository, type ProviderCall } from './provider-call.repository.js';

/** The sweep that performs what is due here. */
export const SETTLE_PROVIDER_CALLS = 'settle-provider-calls';

/** Longer than any call is waited for. A call repeated by mistake does no harm, since it bears the same key. */
const LEASE_MS = 30_000;
const PAUSES_MS = [10_000, 30_000, 2 * 60_000, 10 * 60_000, 60 * 60_000];

type RequestedCall = Pick<ProviderCall, 'orderId' | 'kind'> & { readonly refundId?: string };

/**
 * Calls to the provider: requested in the transaction that decides on them, performed after its commit, outside of any
 * transaction, and settled in another. A crash anywhere leaves a row that is due, and the repetition bears the same key.
 */
@Injectable()
export class ProviderCalls {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly calls: ProviderCallRepository,
    private readonly dueWork: DueWork,
  ) {}

  /** Leaves a call to the sweep. One call per order and kind (per refund, where it is one), however often it is requested. */
  async request(transaction: Transaction, requested: RequestedCall): Promise<void> {
    const now = this.clock.now();
    await this.calls.insert(transaction, newCall(requested, 0), now, now);
    transaction.onCommit(() => this.dueWork.wake(SETTLE_PROVIDER_CALLS));
  }

  /** Requests a call that the caller performs itself right after the commit. */
  async requestAndClaim(transaction: Transaction, requested: RequestedCall): Promise<ProviderCall> {
    const call = newCall(requested, 1);
    await this.calls.insert(transaction, call, this.clock.now(), this.leaseEnd());
    return call;
  }

  /** Takes up a call again; undefined when it has been settled or somebody is at it. */
  async claim(requested: RequestedCall): Promise<ProviderCall | undefined> {
    return this.database.transaction((transaction) =>
      this.calls.claim(transaction, keyOf(requested), this.clock.now(), this.leaseEnd()),
    );
  }

  /** Takes any call that is due. */
  async claimDue(): Promise<ProviderCall | undefined> {
    return this.database.transaction((transaction) =>
      this.calls.claimDue(transaction, this.clock.now(), this.leaseEnd()),
    );
  }

  /**
   * Asks, then settles what was answered together with the call. When `settle` fails, the lease runs out and the
   * question is repeated.
   * @throws Refusal `provider-unavailable` when asking failed; the call is then due again after a while.
   */
  async attempt<Answer>(
    call: ProviderCall,
    ask: () => Promise<Answer>,
    settle: (transaction: Transaction, answer: Answer) => Promise<void>,
  ): Promise<void> {
    let answer: Answer;
    try {
      answer = await ask();
    } catch (error) {
      await this.postpone(call, error instanceof Refusal ? error.code : String(error).slice(0, 200));
      throw new Refusal(
        'unavailable',
        'provider-unavailable',
        'The payment provider does not answer just now.',
      );
    }
    await this.database.transaction(async (transaction) => {
      await settle(transaction, answer);
      await this.calls.settle(transaction, call.id);
    });
  }

  private async postpone(call: ProviderCall, error: string): Promise<void> {
    const now = this.clock.now();
    const pause = PAUSES_MS[Math.min(call.attempts, PAUSES_MS.length) - 1] ?? 0;
    const dueAt = new Date(now.getTime() + pause);
    await this.database.transaction(async (transaction) => {
      await this.calls.postpone(transaction, call.id, now, dueAt, error);
      transaction.onCommit(() => this.dueWork.wake(SETTLE_PROVIDER_CALLS, dueAt));
    });
  }

  private leaseEnd(): Date {
    return new Date(this.clock.now().getTime() + LEASE_MS);
  }
}

function newCall(requested: RequestedCall, attempts: number): ProviderCall {
  return { id: newId(), refundId: null, idempotencyKey: keyOf(requested), attempts, ...requested };
}

function keyOf({ kind, orderId, refundId = orderId }: RequestedCall): string {
  return `${kind}-${refundId}`;
}
