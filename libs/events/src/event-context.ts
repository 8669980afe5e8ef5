import type { Transaction } from '#libs/database';
import { BaseRpcContext } from '@nestjs/microservices';

/** What an `@EventPattern` handler gets beside the event (`@Ctx()`). */
export class EventContext extends BaseRpcContext<[Transaction]> {
  /** The open transaction that also marks the event as handled: every effect of the handler belongs into it. */
  get transaction(): Transaction {
    return this.getArgByIndex(0);
  }
}
