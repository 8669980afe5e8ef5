/**
 * The time by which business deadlines are judged: holds, offers, waits, retries that a row records.
 * Locks and provider signatures use real time and do not ask it.
 */
export abstract class Clock {
  abstract now(): Date;
  /** True when somebody else moves this clock: then no timer may be set for an instant of it. */
  abstract readonly movedByHand: boolean;
}
