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
  | { readonly template: 'seat-passed-on'; readonly sessionId: string; readonly seats: number }
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

export type MessageState = 'queued' | 'submitting' | 'uncertain' | 'sent' | 'skipped' | 'failed';

/** One mail to one person, from the wish to send it until its fate is known. */
export interface Message {
  readonly id: string;
  readonly personId: string;
  readonly purpose: Purpose;
  /** The run of which this is a step. */
  readonly runId: string | null;
  readonly content: MessageContent;
  readonly state: MessageState;
  /** The trace of what it answers; null when that was not traced. */
  readonly traceparent: string | null;
  /** How often its sending was begun. */
  readonly attempts: number;
  /** How many of those ended without anybody knowing whether the mail has gone. */
  readonly unanswered: number;
}

/**
 * The states from which a message comes into each. It is queued again when it was put off or not accepted, and submitted
 * again when nobody knows how it went. The sender of an attempt that was taken to be lost may still say how it went, and
 * is believed as long as there has been no other attempt.
 */
export const COMES_FROM: Readonly<Record<MessageState, readonly MessageState[]>> = {
  queued: ['queued', 'submitting', 'uncertain'],
  submitting: ['queued', 'submitting', 'uncertain'],
  uncertain: ['submitting', 'uncertain'],
  sent: ['submitting', 'uncertain'],
  skipped: ['queued', 'submitting'],
  failed: ['submitting', 'uncertain'],
};

/** Whether the law and the person's wish let it go only with consent (follow-up), or it is part of what they asked for. */
export function purposeOf(template: MessageContent['template']): Purpose {
  return template === 'follow-up-workshops' || template === 'follow-up-courses'
    ? 'follow-up'
    : 'transactional';
}

/**
 * How handing over a mail failed: it was refused for good, it was surely not accepted this time, or nobody knows whether
 * it was.
 */
export type Failure = 'refused' | 'not-accepted' | 'no-answer';

/** What becomes of a message then; without `againInMs` that is the end of it. */
export interface Fate {
  readonly state: 'queued' | 'uncertain' | 'failed';
  readonly againInMs?: number;
}

/** Six attempts in the first hour, then one an hour: about three days, in which somebody mends the mail server. */
export const ATTEMPTS_AT_MOST = 77;
/** A person misses a receipt more than they mind two, but not more than they mind one every ten minutes. */
export const UNANSWERED_AT_MOST = 3;
/** A sender, or an answer, that has not come for this long does not come any more. */
export const HEARD_OF_WITHIN_MS = 10 * 60_000;

/**
 * What becomes of a message whose attempt failed. A transactional mail that may not have gone goes again, with the same
 * Message-ID; a follow-up does not, because a person minds a second one more than they miss the first.
 * @param message as it was when the attempt had begun.
 */
export function fateAfter(
  failure: Failure,
  { purpose, attempts, unanswered }: Pick<Message, 'purpose' | 'attempts' | 'unanswered'>,
): Fate {
  switch (failure) {
    case 'refused':
      return { state: 'failed' };
    case 'not-accepted':
      if (attempts < ATTEMPTS_AT_MOST) return { state: 'queued', againInMs: retryDelayMs(attempts) };
      return { state: unanswered > 0 ? 'uncertain' : 'failed' };
    case 'no-answer':
      if (purpose === 'follow-up' || unanswered + 1 >= UNANSWERED_AT_MOST) return { state: 'uncertain' };
      return { state: 'uncertain', againInMs: HEARD_OF_WITHIN_MS };
  }
}

/** What a message is that need not or must not go (any more): skipped, unless an earlier attempt may have sent it. */
export function leftOut({
  state,
  unanswered,
}: Pick<Message, 'state' | 'unanswered'>): 'skipped' | 'uncertain' {
  return state === 'uncertain' || unanswered > 0 ? 'uncertain' : 'skipped';
}

/** How long to wait before the next attempt to send: a minute, doubling up to an hour. */
export function retryDelayMs(attempts: number): number {
  return Math.min(60_000 * 2 ** Math.max(attempts - 1, 0), 3_600_000);
}
