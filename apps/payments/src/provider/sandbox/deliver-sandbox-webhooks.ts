import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '#libs/clock';
import { Database } from '#libs/database';
import { KeyRing } from '#libs/identity';
import { DueWork, type Sweep } from '#libs/jobs';
import { PaymentsConfig } from '../../payments.config.js';
import { sandboxSecret } from './sandbox-secret.js';
import { SandboxRepository, type SandboxWebhook } from './sandbox.repository.js';
import { signatureOf } from './webhook-signature.js';

export const DELIVER_SANDBOX_WEBHOOKS = 'deliver-sandbox-webhooks';

const LEASE_MS = 30_000;
const ANSWER_WITHIN_MS = 10_000;
const PAUSES_MS = [10_000, 60_000, 10 * 60_000, 60 * 60_000];
const GIVE_UP_AFTER_MS = 3 * 24 * 60 * 60_000;

/** Sends the sandbox's webhooks over HTTP, until each is answered with a success or three days have passed. */
@Injectable()
export class DeliverSandboxWebhooks implements Sweep {
  readonly name = DELIVER_SANDBOX_WEBHOOKS;
  private readonly logger = new Logger(DeliverSandboxWebhooks.name);
  private readonly secret: Buffer;
  private readonly url: string;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly sandbox: SandboxRepository,
    private readonly dueWork: DueWork,
    config: PaymentsConfig,
    keys: KeyRing,
  ) {
    this.secret = sandboxSecret(keys);
    this.url = `${config.publicUrl}/v1/webhooks/sandbox`;
    dueWork.register(this);
  }

  nextDue(): Promise<Date | null> {
    return this.sandbox.nextWebhook(this.database);
  }

  async run(): Promise<void> {
    for (;;) {
      const now = this.clock.now();
      const webhook = await this.database.transaction((transaction) =>
        this.sandbox.claimWebhook(transaction, now, new Date(now.getTime() + LEASE_MS)),
      );
      if (webhook === undefined) return;
      if (await this.deliver(webhook)) {
        await this.database.transaction((transaction) =>
          this.sandbox.markDelivered(transaction, webhook.id, now),
        );
      } else {
        await this.tryLater(webhook, now);
      }
    }
  }

  private async deliver({ id, body }: SandboxWebhook): Promise<boolean> {
    try {
      const response = await fetch(this.url, {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          'Sandbox-Signature': signatureOf(this.secret, Buffer.from(body), Math.floor(Date.now() / 1000)),
        },
        body,
        redirect: 'error',
        signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
      });
      await response.arrayBuffer();
      if (!response.ok) this.logger.warn(`The webhook ${id} was answered with ${response.status}`);
      return response.ok;
    } catch (error) {
      this.logger.warn(`The webhook ${id} was not answered: ${String(error)}`);
      return false;
    }
  }

  private async tryLater({ id, attempts, createdAt }: SandboxWebhook, now: Date): Promise<void> {
    const pause = PAUSES_MS[Math.min(attempts, PAUSES_MS.length - 1)] ?? 0;
    const dueAt = new Date(now.getTime() + pause);
    await this.database.transaction(async (transaction) => {
      if (dueAt.getTime() - createdAt.getTime() > GIVE_UP_AFTER_MS) {
        await this.sandbox.giveUpWebhook(transaction, id);
        return;
      }
      await this.sandbox.postponeWebhook(transaction, id, dueAt);
      transaction.onCommit(() => this.dueWork.wake(this.name, dueAt));
    });
  }
}
