import { Clock } from './clock.js';

/** A clock that stands still until it is moved, and only ever forward. */
export class TestClock extends Clock {
  override readonly movedByHand = true;
  private current: Date;

  constructor(start: Date) {
    super();
    this.current = start;
  }

  override now(): Date {
    return new Date(this.current);
  }

  /** Moves to `instant`; an instant that has passed leaves the clock where it is. */
  moveTo(instant: Date): void {
    if (instant > this.current) this.current = new Date(instant);
  }
}
