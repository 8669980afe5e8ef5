import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/clock';
import { entitlementGranted } from '#libs/contracts';
import { newId, type Transaction } from '#libs/database';
import { Outbox } from '#libs/events';
import type { Order } from '../orders/order.js';
import { EntitlementRepository } from './entitlement.repository.js';

/** Gives the person of a paid order the right to each course in it. */
@Injectable()
export class GrantEntitlements {
  constructor(
    private readonly clock: Clock,
    private readonly entitlements: EntitlementRepository,
    private readonly outbox: Outbox,
  ) {}

  async of(transaction: Transaction, { id: orderId, personId, lines, via }: Order): Promise<void> {
    for (const { itemId: courseId } of lines.filter((line) => line.kind === 'course')) {
      const entitlement = { id: newId(), version: 1, personId, courseId, orderId, epoch: 1 };
      if (!(await this.entitlements.insert(transaction, entitlement, this.clock.now()))) continue;
      await this.outbox.append(transaction, entitlementGranted, {
        entitlementId: entitlement.id,
        version: 1,
        personId,
        courseId,
        orderId,
        via,
        epoch: entitlement.epoch,
      });
    }
  }
}
