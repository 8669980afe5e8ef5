import { setTimeout as pause } from 'node:timers/promises';
import type { TestClock } from '#libs/clock';
import { earliest } from '#libs/jobs';
import type { Progress, Traveller } from './traveller.js';

const LOOK_AGAIN_MS = 5;
const GIVE_UP_AFTER_MS = 30_000;

/**
 * Moves a test clock from deadline to deadline, so that everything happens in the order and at the instants at which
 * it would have happened: to the earliest deadline of any traveller, wait until all are idle, and again.
 */
export class TimeTravel {
  private readonly travellers = new Set<Traveller>();

  constructor(private readonly clock: TestClock) {}

  /** From now on it moves with the clock and is waited for. */
  watch(traveller: Traveller): void {
    this.travellers.add(traveller);
  }

  /** It is not there any more. */
  forget(traveller: Traveller): void {
    this.travellers.delete(traveller);
  }

  async report(): Promise<Progress & { now: Date }> {
    return { now: this.clock.now(), ...(await this.look()) };
  }

  /** @throws when the travellers do not come to rest within half a minute of real time. */
  async advanceTo(target: Date): Promise<void> {
    for (let next = await this.settle(); next !== null && next <= target; next = await this.settle())
      await this.moveTo(next);
    await this.moveTo(target);
    await this.settle();
  }

  /** Moves the clock and waits for nothing; an instant that has passed leaves it where it is. */
  async moveTo(instant: Date): Promise<void> {
    this.clock.moveTo(instant);
    // All of them have to be there before any of them does something there.
    await Promise.all([...this.travellers].map((traveller) => traveller.followTo?.(instant)));
  }

  /** Asks for what is due at this instant. */
  async wakeDue(): Promise<void> {
    await Promise.all([...this.travellers].map((traveller) => traveller.wakeDue()));
  }

  /** Waits until nothing is left to do at this instant. @returns the next at which something is. */
  async settle(): Promise<Date | null> {
    const deadline = performance.now() + GIVE_UP_AFTER_MS;
    // Work passes from one to the other: only what is idle twice in a row has nothing on its way.
    for (let idleInARow = 0; ;) {
      const { idle, nextDue } = await this.look();
      idleInARow = idle ? idleInARow + 1 : 0;
      if (idleInARow === 2) return nextDue;
      if (idle) continue;
      if (performance.now() > deadline) throw new Error('The services do not come to rest at this instant');
      await this.wakeDue();
      await pause(LOOK_AGAIN_MS);
    }
  }

  private async look(): Promise<Progress> {
    const now = this.clock.now();
    const looks = await Promise.all([...this.travellers].map((traveller) => traveller.look(now)));
    return {
      idle: looks.every(({ idle }) => idle),
      nextDue: earliest(looks.map(({ nextDue }) => nextDue)),
    };
  }
}
