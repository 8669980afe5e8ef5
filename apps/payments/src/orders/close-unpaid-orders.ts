import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/clock';
import { Database } from '#libs/database';
import { DueWork, type Sweep } from '#libs/jobs';
import { CloseOrder } from './close-order.js';
import { OrderRepository } from './order.repository.js';

/** Closes orders for courses that were not paid in time. */
@Injectable()
export class CloseUnpaidOrders implements Sweep {
  readonly name = 'close-unpaid-orders';

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly orders: OrderRepository,
    private readonly closeOrder: CloseOrder,
    dueWork: DueWork,
  ) {
    dueWork.register(this);
  }

  nextDue(): Promise<Date | null> {
    return this.orders.nextToClose(this.database);
  }

  async run(): Promise<void> {
    for (let more = true; more;) {
      more = await this.database.transaction(async (transaction) => {
        const order = await this.orders.lockOneToClose(transaction, this.clock.now());
        if (order !== undefined) await this.closeOrder.begin(transaction, order, 'deadline');
        return order !== undefined;
      });
    }
  }
}
