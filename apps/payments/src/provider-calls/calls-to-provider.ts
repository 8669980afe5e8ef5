import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '#libs/clock';
import { Refusal } from '#libs/contracts';
import { Database, newId, type Transaction } from '#libs/database';
import { DueWork } from '#libs/jobs';
import { ANSWER_WITHIN_MS } from '../provider/payment-provider.js';
import { ProviderCallRepository, type ProviderCall } from './provider-call.repository.js';

/** The sweep that performs what is due here. */
export const SETTLE_PROVIDER_CALLS = 'settle-provider-calls';

/** The code of a call that the provider has said no to for good. */
export const PROVIDER_REFUSED = 'provider-refused';

/** Longer than an answer is waited for. A call repeated by mistake does no harm, since it bears the same key. */
const LEASE_MS = 30_000;
const PAUSES_MS = [10_000, 30_000, 2 * 60_000, 10 * 60_000, 60 * 60_000];

type RequestedCall = Pick<ProviderCall, 'orderId' | 'kind'> & { readonly refundId?: string };

/**
 * Calls to the provider: requested in the transaction that decides on them, performed after its commit, outside of any
 * transaction, and settled in another. A crash anywhere leaves a row that is due, and the repetition bears the same key.
 */
@Injectable()
export class CallsToProvider {
  private readonly logger = new Logger(CallsToProvider.name);

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

  /**
   * Takes up a call again; undefined when it has been settled or somebody is at it.
   * @throws Refusal `provider-refused` when the provider has said no to it for good.
   */
  async claim(requested: RequestedCall): Promise<ProviderCall | undefined> {
    const key = keyOf(requested);
    const call = await this.database.transaction((transaction) =>
      this.calls.claim(transaction, key, this.clock.now(), this.leaseEnd()),
    );
    if (call === undefined && (await this.calls.isRefused(this.database, key))) throw refused();
    return call;
  }

  /** Takes any call that is due. */
  async claimDue(): Promise<ProviderCall | undefined> {
    return this.database.transaction((transaction) =>
      this.calls.claimDue(transaction, this.clock.now(), this.leaseEnd()),
    );
  }

  /**
   * Asks, then settles what was answered together with the call. Whatever fails, the call is kept with the reason: due
   * again after a while, or ended as refused when the provider said no.
   * @throws Refusal `provider-unavailable` or `provider-refused`, or what settling failed with.
   */
  async attempt<Answer>(
    call: ProviderCall,
    ask: (signal: AbortSignal) => Promise<Answer>,
    settle: (transaction: Transaction, answer: Answer) => Promise<void>,
  ): Promise<void> {
    let answer: Answer;
    try {
      answer = await ask(AbortSignal.timeout(ANSWER_WITHIN_MS));
    } catch (error) {
      await this.recordFailure(call, error);
      throw isNo(error) ? refused() : unavailable();
    }
    try {
      await this.database.transaction(async (transaction) => {
        await settle(transaction, answer);
        await this.calls.settle(transaction, call.id);
      });
    } catch (error) {
      await this.recordFailure(call, error);
      throw error;
    }
  }

  /** Lets go of a call that its performer failed at; does nothing when that has been recorded already. */
  async recordFailure(call: ProviderCall, error: unknown): Promise<void> {
    const reason = error instanceof Refusal ? error.code : String(error).slice(0, 200);
    const now = this.clock.now();
    const what = `${call.kind} of order ${call.orderId}`;
    if (isNo(error)) {
      const isNews = await this.database.transaction((open) => this.calls.refuse(open, call, now, reason));
      if (isNews) this.logger.error(`The provider refuses ${what}: ${reason}`);
      return;
    }
    const pause = PAUSES_MS[Math.min(call.attempts, PAUSES_MS.length) - 1] ?? 0;
    const dueAt = new Date(now.getTime() + pause);
    const isNews = await this.database.transaction(async (transaction) => {
      transaction.onCommit(() => this.dueWork.wake(SETTLE_PROVIDER_CALLS, dueAt));
      return this.calls.postpone(transaction, call, now, dueAt, reason);
    });
    if (isNews) this.logger.warn(`${what} is tried again later: ${reason}`);
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

/** A definite answer of the provider, which asking again will not change; a conflict passes. */
function isNo(error: unknown): boolean {
  return error instanceof Refusal && error.kind !== 'unavailable' && error.kind !== 'conflict';
}

function unavailable(): Refusal {
  return new Refusal('unavailable', 'provider-unavailable', 'The payment provider does not answer just now.');
}

function refused(): Refusal {
  return new Refusal('unprocessable', PROVIDER_REFUSED, 'The payment provider does not take this.');
}
