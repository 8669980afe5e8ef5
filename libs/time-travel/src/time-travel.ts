import { setTimeout as pause } from 'node:timers/promises';
import type { TestClock } from '#libs/clock';
import { earliest } from '#libs/jobs';
import type { ServiceProgress } from './service-progress.js';

const LOOK_AGAIN_MS = 5;
const GIVE_UP_AFTER_MS = 30_000;

/**
 * Moves a test clock from deadline to deadline, so that everything happens in the order and at the instants at which
 * it would have happened: to the earliest deadline of any service, wait until all are idle, and again.
 */
export class TimeTravel {
  private readonly services: ServiceProgress[] = [];

  constructor(private readonly clock: TestClock) {}

  /** From now on this service is waited for too. */
  watch(service: ServiceProgress): void {
    this.services.push(service);
  }

  async report(): Promise<{ now: Date; nextDue: Date | null; idle: boolean }> {
    return { now: this.clock.now(), nextDue: await this.nextDue(), idle: await this.isIdle() };
  }

  /** @throws when the services do not come to rest within half a minute of real time. */
  async advanceTo(target: Date): Promise<void> {
    await this.settle();
    for (;;) {
      const next = await this.nextDue();
      if (next === null || next > target) break;
      this.clock.moveTo(next);
      await this.settle();
    }
    this.clock.moveTo(target);
    await this.settle();
  }

  /** Waits until nothing is left to do at this instant. */
  async settle(): Promise<void> {
    const deadline = performance.now() + GIVE_UP_AFTER_MS;
    // Work passes from service to service: only what is idle twice in a row has nothing on its way.
    for (let idleInARow = 0; idleInARow < 2;) {
      if (await this.isIdle()) {
        idleInARow++;
        continue;
      }
      idleInARow = 0;
      if (performance.now() > deadline) throw new Error('The services do not come to rest at this instant');
      for (const service of this.services) await service.wakeDue();
      await pause(LOOK_AGAIN_MS);
    }
  }

  private async isIdle(): Promise<boolean> {
    const now = this.clock.now();
    for (const service of this.services) if (!(await service.isIdle(now))) return false;
    return true;
  }

  private async nextDue(): Promise<Date | null> {
    return earliest(await Promise.all(this.services.map((service) => service.nextDue())));
  }
}
