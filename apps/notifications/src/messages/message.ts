import type { Money, OrderLine, RefundReason } from '#libs/contracts';

/** What each sort of mail is about: ids, numbers and codes. Names, addresses and links are put in when it is sent. */
export type MessageContent =
  | { readonly template: 'subscription-opt-in'; readonly subscriptionId: string }
  | { readonly template: 'sign-in'; readonly signInId: string }
  | { readonly template: 'follow-up-workshops'; readonly articleId: string; readonly topic: string }
  | { readonly template: 'follow-up-courses'; readonly articleId: string; readonly topic: string }
  | {
      readonly template: 'hold-placed';
      readonly enrollmentId: string;
      readonly epoch: number;
      readonly sessionId: string;
      readonly seats: number;
      readonly price: Money;
      readonly payableUntil: string;
    }
  | {
      readonly template: 'seat-confirmed';
      readonly enrollmentId: string;
      readonly epoch: number;
      readonly version: number;
      readonly sessionId: string;
      readonly seats: number;
    }
  | { readonly template: 'hold-ended'; readonly sessionId: string; readonly reason: 'expired' | 'cancelled' }
  | {
      readonly template: 'receipt';
      readonly orderId: string;
      readonly lines: readonly OrderLine[];
      readonly total: Money;
      readonly paidAt: string;
    }
  | {
      readonly template: 'download-ready';
      readonly entitlementId: string;
      readonly courseId: string;
      readonly epoch: number;
    }
  | {
      readonly template: 'refunded';
      readonly orderId: string;
      readonly amount: Money;
      readonly reason: RefundReason;
    };

export type ContentOf<Template extends MessageContent['template']> = Extract<
  MessageContent,
  { template: Template }
>;

export type Purpose = 'transactional' | 'follow-up';

export type MessageState = 'queued' | 'submitting' | 'uncertain' | 'sent' | 'skipped';

/** One mail to one person, from the wish to send it until its fate is known. */
export interface Message {
  readonly id: string;
  readonly personId: string;
  readonly purpose: Purpose;
  /** The run of which this is a step. */
  readonly runId: string | null;
  readonly content: MessageContent;
  readonly state: MessageState;
  readonly attempts: number;
}

/** Whether the law and the person's wish let it go only with consent (follow-up), or it is part of what they asked for. */
export function purposeOf(template: MessageContent['template']): Purpose {
  return template === 'follow-up-workshops' || template === 'follow-up-courses'
    ? 'follow-up'
    : 'transactional';
}

/**
 * What to do with a message whose sending was begun and whose fate nobody recorded: a person misses a receipt more
 * than they mind two, and minds a second follow-up more than they miss one.
 */
export function afterUncertainty(purpose: Purpose): 'queued' | 'uncertain' {
  return purpose === 'transactional' ? 'queued' : 'uncertain';
}

/** How long to wait before the next attempt to send: a minute, doubling up to an hour. */
export function retryDelayMs(attempts: number): number {
  return Math.min(60_000 * 2 ** Math.max(attempts - 1, 0), 3_600_000);
}
