import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '#libs/clock';
import { Database, isDatabaseUnavailable } from '#libs/database';
import { DueWork, type Sweep } from '#libs/jobs';
import { ANSWER_WITHIN_MS, PaymentProvider } from '../provider/payment-provider.js';
import { pauseBeforeAsking } from './order.js';
import { OrderRepository, type SilentSession } from './order.repository.js';
import { RecordOutcome } from './record-outcome.js';

/** Asks the provider how open sessions stand that no webhook has told of, so that a lost one strands nobody. */
@Injectable()
export class AskSilentSessions implements Sweep {
  readonly name = 'ask-silent-sessions';
  private readonly logger = new Logger(AskSilentSessions.name);

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly provider: PaymentProvider,
    private readonly orders: OrderRepository,
    private readonly recordOutcome: RecordOutcome,
    dueWork: DueWork,
  ) {
    dueWork.register(this);
  }

  nextDue(): Promise<Date | null> {
    return this.orders.nextAsk(this.database);
  }

  async run(): Promise<void> {
    for (;;) {
      const session = await this.claim();
      if (session === undefined) return;
      try {
        await this.ask(session);
      } catch (error) {
        if (isDatabaseUnavailable(error)) throw error;
        this.logger.warn(
          `The session of order ${session.orderId} is asked for again later: ${String(error)}`,
        );
      }
    }
  }

  /** The next asking is set before this one: a crash only delays it. */
  private claim(): Promise<SilentSession | undefined> {
    const now = this.clock.now();
    return this.database.transaction(async (transaction) => {
      const session = await this.orders.lockSilentSession(transaction, now);
      if (session === undefined) return undefined;
      const askAt = new Date(now.getTime() + pauseBeforeAsking(session.asks + 1));
      await this.orders.askAgainAt(transaction, session.orderId, askAt);
      return session;
    });
  }

  private async ask({ orderId, sessionId }: SilentSession): Promise<void> {
    const report = await this.provider.retrieveSession(sessionId, AbortSignal.timeout(ANSWER_WITHIN_MS));
    await this.database.transaction(async (transaction) => {
      const order = await this.orders.lock(transaction, orderId);
      if (order !== undefined) await this.recordOutcome.recordReport(transaction, order, report);
    });
  }
}
