import type { MessageContent } from '../messages/message.js';

/** What was mailed to an address lately that nobody has proven to be who asked. */
export interface Standing {
  /** Whether the address' owner has ever followed a link that only they were sent. */
  readonly isProven: boolean;
  /** Unverified mails of all sorts in the last 24 hours. */
  readonly inADay: number;
  /** Mails of the sort in question in the last hour, proven or not. */
  readonly ofSortInAnHour: number;
}

export const UNVERIFIED_MAILS_PER_DAY = 3;
const OF_A_SORT_PER_HOUR = 3;

const BY_TYPING: ReadonlySet<MessageContent['template']> = new Set([
  'subscription-opt-in',
  'sign-in',
  'hold-placed',
  'hold-ended',
]);

/**
 * Whether anybody can cause such a mail by typing an address, at no cost. What follows from a payment is none: its
 * receipt, its seats, its courses and its refund are always told.
 * @param cost what the mail's cause has cost; undefined when that says nothing.
 */
export function isUnverified(template: MessageContent['template'], cost?: { amount: number }): boolean {
  if (BY_TYPING.has(template)) return true;
  return (template === 'seat-confirmed' || template === 'receipt') && cost?.amount === 0;
}

/** Whether one more unverified mail may go to the address. */
export function mayGo({ isProven, inADay }: Standing, perDay: number): boolean {
  return isProven || inADay < perDay;
}

/** Whether it may be asked once more: who is proven is not to be flooded with one sort either. */
export function mayBeAsked(standing: Standing, perDay: number): boolean {
  return mayGo(standing, perDay) && standing.ofSortInAnHour < OF_A_SORT_PER_HOUR;
}
