import { z } from 'zod';
import { defineEvent } from './event-definition.js';
import { id, instant, money, via } from './primitives.js';

export const orderLine = z.object({
  kind: z.enum(['seat', 'course']),
  /** The session of a seat, the course of a course. */
  itemId: id,
  description: z.string(),
  quantity: z.int().min(1),
  unitPrice: money,
});
export type OrderLine = z.infer<typeof orderLine>;

const orderFacts = {
  orderId: id,
  version: z.int(),
  personId: id,
  enrollmentId: id.nullable(),
  total: money,
  lines: z.array(orderLine),
  via: via.nullable(),
};
const orderFact = <Shape extends z.ZodRawShape>(fact: string, more: Shape) =>
  defineEvent({
    type: `payments.order.${fact}`,
    topic: 'payments.order.v1',
    key: 'orderId',
    data: { ...orderFacts, ...more },
  });

export const orderOpened = orderFact('opened', {});
export const orderDeclined = orderFact('declined', { attemptId: id });
export const orderPaid = orderFact('paid', {
  paidAt: instant,
  /** What one seat cost after everything, in minor units: the basis of a later refund quote. */
  netPerSeat: z.int().nullable(),
});
/** Nothing was paid. Where no order existed when the hold ended, one without lines says so. */
export const orderAbandoned = orderFact('abandoned', { reason: z.enum(['deadline', 'cancelled']) });
/** Why money went back: it came after its time, came twice, or was not what was asked for. */
export const refundReason = z.enum(['late-capture', 'second-capture', 'wrong-amount']);
export type RefundReason = z.infer<typeof refundReason>;

export const orderRefunded = orderFact('refunded', {
  refundId: id,
  refunded: money,
  reason: refundReason,
  /** How many seats of the enrollment this refund gives back. */
  releasesSeats: z.int(),
});

const entitlementFact = <Shape extends z.ZodRawShape>(fact: string, more: Shape) =>
  defineEvent({
    type: `payments.entitlement.${fact}`,
    topic: 'payments.entitlement.v1',
    key: 'entitlementId',
    data: { entitlementId: id, version: z.int(), personId: id, courseId: id, orderId: id, ...more },
  });
export const entitlementGranted = entitlementFact('granted', {
  via: via.nullable(),
  /** What a link to this entitlement must name to open it. */
  epoch: z.int(),
});
export const entitlementDownloaded = entitlementFact('downloaded', { downloadId: id, fileId: id });
