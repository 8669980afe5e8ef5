import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/clock';
import { Refusal } from '#libs/contracts';
import { Database, newId, type Transaction } from '#libs/database';
import { KeyRing } from '#libs/identity';
import { PaymentsConfig } from '../../payments.config.js';
import {
  PaymentProvider,
  type Capture,
  type OpenedSession,
  type ProviderEvent,
  type SessionReport,
  type SessionRequest,
} from '../payment-provider.js';
import { sandboxSecret } from './sandbox-secret.js';
import { readWebhook } from './sandbox-webhook.js';
import { SandboxRepository, type SandboxSession } from './sandbox.repository.js';
import { isSignedBy } from './webhook-signature.js';

/** A provider that takes no money, and else behaves as one that does: its own memory, keys, expiry, signed webhooks. */
@Injectable()
export class SandboxProvider extends PaymentProvider {
  override readonly name = 'sandbox';
  private readonly secret: Buffer;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly config: PaymentsConfig,
    private readonly sandbox: SandboxRepository,
    keys: KeyRing,
  ) {
    super();
    this.secret = sandboxSecret(keys);
  }

  override async openSession(request: SessionRequest, signal: AbortSignal): Promise<OpenedSession> {
    signal.throwIfAborted();
    const { orderId, idempotencyKey, lines, total, returnUrl, expiresAt } = request;
    const session = await this.database.transaction(async (transaction) => {
      const earlier = await this.sandbox.findSessionByKey(transaction, idempotencyKey);
      if (earlier !== undefined) return earlier;
      if (expiresAt <= this.clock.now()) {
        throw new Refusal('gone', 'session-too-late', 'No session is opened that would be over.');
      }
      await this.sandbox.insertSession(transaction, idempotencyKey, {
        id: `session_${newId()}`,
        clientReference: orderId,
        lines,
        ...total,
        returnUrl,
        expiresAt,
      });
      return this.sandbox.findSessionByKey(transaction, idempotencyKey);
    });
    if (session === undefined) throw new Error('The sandbox lost a session');
    return { sessionId: session.id, payUrl: `${this.config.publicUrl}/sandbox/pay/${session.id}` };
  }

  override async retrieveSession(sessionId: string, signal: AbortSignal): Promise<SessionReport> {
    signal.throwIfAborted();
    return this.report(known(await this.sandbox.findSession(this.database, sessionId)));
  }

  override async expireSession(
    sessionId: string,
    _idempotencyKey: string,
    signal: AbortSignal,
  ): Promise<SessionReport> {
    signal.throwIfAborted();
    return this.database.transaction(async (transaction) => {
      known(await this.sandbox.lockSession(transaction, sessionId));
      await this.sandbox.markExpired(transaction, sessionId);
      return this.report(known(await this.sandbox.findSession(transaction, sessionId)));
    });
  }

  override async refund(
    request: Capture & { readonly idempotencyKey: string },
    signal: AbortSignal,
  ): Promise<{ refundId: string }> {
    signal.throwIfAborted();
    return this.database.transaction(async (transaction) => ({
      refundId: await this.refundOnce(transaction, request),
    }));
  }

  override parseWebhook(
    rawBody: Buffer,
    headers: Readonly<Record<string, string | string[] | undefined>>,
  ): ProviderEvent {
    const header = headers['sandbox-signature'];
    if (typeof header !== 'string' || !isSignedBy(this.secret, rawBody, header, Date.now() / 1000)) {
      throw new Refusal(
        'invalid',
        'webhook-signature-invalid',
        'The sandbox has not signed this, or not just now.',
      );
    }
    return readWebhook(rawBody);
  }

  private async refundOnce(
    transaction: Transaction,
    { captureId, amount, idempotencyKey }: Capture & { readonly idempotencyKey: string },
  ): Promise<string> {
    const session = known(await this.sandbox.lockSessionOfCapture(transaction, captureId));
    const earlier = await this.sandbox.findRefund(transaction, idempotencyKey);
    if (earlier !== undefined) return earlier.id;
    const left = session.amount - (await this.sandbox.refundedOf(transaction, captureId));
    if (amount.currency !== session.currency || amount.amount > left) {
      throw new Refusal('unprocessable', 'refund-too-large', 'No more can be refunded than was captured.');
    }
    const id = `refund_${newId()}`;
    await this.sandbox.insertRefund(transaction, { id, idempotencyKey, captureId, amount: amount.amount });
    return id;
  }

  private report({
    state,
    captureId,
    amount,
    currency,
    declineIds,
    expiresAt,
  }: SandboxSession): SessionReport {
    if (captureId !== null)
      return { state: 'captured', declineIds, capture: { captureId, amount: { amount, currency } } };
    const isOver = state === 'expired' || expiresAt <= this.clock.now();
    return { state: isOver ? 'expired' : 'open', declineIds };
  }
}

function known(session: SandboxSession | undefined): SandboxSession {
  if (session !== undefined) return session;
  throw new Refusal('not-found', 'pay-session-unknown', 'The sandbox knows no such session.');
}
