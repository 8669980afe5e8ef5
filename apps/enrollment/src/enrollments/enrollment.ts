import type { Money } from '#libs/contracts';

export type EnrollmentState = 'held' | 'closing' | 'confirmed' | 'expired' | 'cancelled';
export type ClosingReason = 'deadline' | 'cancelled';

/** One person's claim on some seats of one session. */
export interface Enrollment {
  readonly id: string;
  readonly sessionId: string;
  readonly workshopId: string;
  readonly personId: string;
  readonly seats: number;
  readonly state: EnrollmentState;
  /** What all seats cost together. */
  readonly price: Money;
  /** Until when a held enrollment can be paid; null for one that cost nothing. */
  readonly payableUntil: Date | null;
  readonly closingReason: ClosingReason | null;
  readonly orderId: string | null;
  readonly via: string | null;
  /** Raised to end all links to this enrollment. */
  readonly epoch: number;
  readonly version: number;
}

type Happening = 'close' | 'pay' | 'abandon' | 'cancel';

/** Whatever is not here cannot happen: the state stays, and whoever asked is told. */
const TRANSITIONS: Record<EnrollmentState, Partial<Record<Happening, EnrollmentState>>> = {
  held: { close: 'closing', pay: 'confirmed' },
  closing: { pay: 'confirmed', abandon: 'expired' },
  confirmed: { cancel: 'cancelled' },
  expired: {},
  cancelled: {},
};

/** The state after `happening`, or undefined when it cannot happen in this state. */
export function stateAfter(enrollment: Pick<Enrollment, 'state' | 'closingReason'>, happening: Happening) {
  const next = TRANSITIONS[enrollment.state][happening];
  return next === 'expired' && enrollment.closingReason === 'cancelled' ? 'cancelled' : next;
}

/** A free enrollment is confirmed at once; a priced one is held while the person pays. */
export function stateWhenPlaced(price: Money): 'confirmed' | 'held' {
  return price.amount === 0 ? 'confirmed' : 'held';
}

/**
 * What it means that somebody with a link of `epoch` gives it to a person. Who has just done so may not have got the
 * answer, and asks again with the link that died of it.
 */
export function onTransfer(
  enrollment: Pick<Enrollment, 'state' | 'personId' | 'epoch'> | undefined,
  to: { personId: string; epoch: number },
): 'transfer' | 'already' | 'refused' | 'dead-link' {
  if (enrollment === undefined) return 'dead-link';
  const isTheirs = enrollment.personId === to.personId;
  const isConfirmed = enrollment.state === 'confirmed';
  if (enrollment.epoch === to.epoch + 1 && isTheirs && isConfirmed) return 'already';
  if (enrollment.epoch !== to.epoch) return 'dead-link';
  if (!isConfirmed) return 'refused';
  return isTheirs ? 'already' : 'transfer';
}

/** What the person's asking to cancel means in this state. */
export function onCancellation(enrollment: Enrollment): 'close' | 'cancel' | 'already' | 'refused' {
  if (enrollment.state === 'held') return 'close';
  if (enrollment.state !== 'confirmed') return 'already';
  return enrollment.price.amount === 0 ? 'cancel' : 'refused';
}
