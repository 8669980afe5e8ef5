import type { Money, OrderLine, RefundReason } from '#libs/contracts';

export type OrderState = 'open' | 'paid' | 'abandoned';
export type ClosingReason = 'deadline' | 'cancelled';

/** What somebody is to pay, and whether they did. */
export interface Order {
  readonly id: string;
  readonly version: number;
  readonly state: OrderState;
  readonly personId: string;
  readonly enrollmentId: string | null;
  readonly total: Money;
  readonly lines: readonly OrderLine[];
  readonly via: string | null;
  readonly epoch: number;
  readonly payableUntil: Date;
  /** Set once payments has begun to close the order; from then on nobody is sent to pay. */
  readonly closingReason: ClosingReason | null;
  readonly sessionId: string | null;
  readonly payUrl: string | null;
  readonly refunded: number;
}

type FactsOfOrder = Pick<Order, 'id' | 'version' | 'personId' | 'enrollmentId' | 'total' | 'lines' | 'via'>;

/** What every fact of an order says of it. */
export function orderFacts(order: FactsOfOrder) {
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

const NEXT: Readonly<Record<OrderState, readonly OrderState[]>> = {
  open: ['paid', 'abandoned'],
  paid: [],
  abandoned: [],
};

export function canBecome(from: OrderState, to: OrderState): boolean {
  return NEXT[from].includes(to);
}

/** What to do with money that has arrived for an order: it pays it, or it goes back for a reason. */
export function fateOfCapture(order: Pick<Order, 'state' | 'total'>, amount: Money): 'pays' | RefundReason {
  if (!canBecome(order.state, 'paid')) return order.state === 'paid' ? 'second-capture' : 'late-capture';
  const isTotal = amount.amount === order.total.amount && amount.currency === order.total.currency;
  return isTotal ? 'pays' : 'wrong-amount';
}

/** What one seat cost after everything, in whole minor units, rounded down; null for an order without seats. */
export function netPerSeat({ lines, total }: Pick<Order, 'lines' | 'total'>): number | null {
  const seats = lines.reduce((sum, line) => (line.kind === 'seat' ? sum + line.quantity : sum), 0);
  return seats === 0 ? null : Math.floor(total.amount / seats);
}

/** Whether anybody is still sent to pay this order. */
export function isPayable(
  order: Pick<Order, 'state' | 'closingReason' | 'payableUntil'>,
  now: Date,
): boolean {
  return order.state === 'open' && order.closingReason === null && now < order.payableUntil;
}

/** Where the person can pay this order now, if they can. */
export function payUrlOf(
  order: Pick<Order, 'state' | 'closingReason' | 'payableUntil' | 'payUrl'>,
  now: Date,
): string | null {
  return isPayable(order, now) ? order.payUrl : null;
}

const MINUTE = 60_000;

/** How long to wait before the provider is asked about a silent session for the n-th time (n from 0): 2 minutes, doubling up to 10. */
export function pauseBeforeAsking(asks: number): number {
  return Math.min(2 * MINUTE * 2 ** Math.min(asks, 10), 10 * MINUTE);
}
