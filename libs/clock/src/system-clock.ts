import { Clock } from './clock.js';

export class SystemClock extends Clock {
  override readonly movedByHand = false;

  override now(): Date {
    return new Date();
  }
}
