import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Clock } from '#libs/clock';
import { Refusal } from '#libs/contracts';
import { Database, newId, type Transaction } from '#libs/database';
import { DueWork } from '#libs/jobs';
import { DELIVER_SANDBOX_WEBHOOKS } from './deliver-sandbox-webhooks.js';
import type { SandboxWebhookBody } from './sandbox-webhook.js';
import { SandboxRepository, type SandboxSession } from './sandbox.repository.js';

/** What whoever plays the payer chooses, and how the webhook about it fares. */
export const sandboxChoice = z.strictObject({
  outcome: z.enum(['pay', 'decline']),
  webhook: z.enum(['once', 'lost', 'twice', 'late']).default('once'),
});
export type SandboxChoice = z.output<typeof sandboxChoice>;

const DELIVERIES: Readonly<Record<SandboxChoice['webhook'], number>> = {
  lost: 0,
  once: 1,
  twice: 2,
  late: 1,
};
const LATE_MS = 90_000;

/** Plays the payer's part: captures an open session once, or declines on it. */
@Injectable()
export class PayInSandbox {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly sandbox: SandboxRepository,
    private readonly dueWork: DueWork,
  ) {}

  /** @throws Refusal `pay-session-unknown`, `session-paid` or `session-expired`. */
  async choose(sessionId: string, { outcome, webhook }: SandboxChoice): Promise<void> {
    await this.database.transaction(async (transaction) => {
      const session = await this.sandbox.lockSession(transaction, sessionId);
      this.assertPayable(session);
      const data =
        outcome === 'pay'
          ? await this.capture(transaction, session)
          : await this.decline(transaction, session);
      const body: SandboxWebhookBody = {
        id: `event_${newId()}`,
        clientReference: session.clientReference,
        data,
      };
      const createdAt = this.clock.now();
      const dueAt = webhook === 'late' ? new Date(createdAt.getTime() + LATE_MS) : createdAt;
      await this.sandbox.insertWebhook(transaction, {
        id: body.id,
        body: JSON.stringify(body),
        deliveries: DELIVERIES[webhook],
        createdAt,
        dueAt,
      });
      transaction.onCommit(() => this.dueWork.wake(DELIVER_SANDBOX_WEBHOOKS, dueAt));
    });
  }

  private assertPayable(session: SandboxSession | undefined): asserts session is SandboxSession {
    if (session === undefined)
      throw new Refusal('not-found', 'pay-session-unknown', 'There is nothing to pay here.');
    if (session.state === 'captured')
      throw new Refusal('conflict', 'session-paid', 'This has been paid already.');
    if (session.state === 'expired' || session.expiresAt <= this.clock.now()) {
      throw new Refusal('gone', 'session-expired', 'The time to pay this is over.');
    }
  }

  private async capture(transaction: Transaction, { id, amount, currency }: SandboxSession) {
    const captureId = `capture_${newId()}`;
    await this.sandbox.markCaptured(transaction, id, captureId);
    return { type: 'capture.succeeded' as const, captureId, amount: { amount, currency } };
  }

  private async decline(transaction: Transaction, { id }: SandboxSession) {
    const declineId = `decline_${newId()}`;
    await this.sandbox.addDecline(transaction, id, declineId);
    return { type: 'attempt.declined' as const, declineId };
  }
}
