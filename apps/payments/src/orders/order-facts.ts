import type { Order } from './order.js';

/** What every fact of an order says of it. */
export function orderFacts(order: Order) {
  return {
    orderId: order.id,
    version: order.version,
    personId: order.personId,
    enrollmentId: order.enrollmentId,
    total: order.total,
    lines: [...order.lines],
    via: order.via,
  };
}
