import type { EventConsumer, Relay } from '#libs/events';
import type { DueWork } from '#libs/jobs';
import type { Progress, Traveller } from './traveller.js';

/** Whether one service has done what there was to do, and when it will have something to do again. */
export class ServiceProgress implements Traveller {
  constructor(
    private readonly relay: Relay,
    private readonly consumer: EventConsumer,
    private readonly dueWork: DueWork,
  ) {}

  async look(now: Date): Promise<Progress> {
    const nextDue = await this.dueWork.nextDue();
    const idle =
      !(nextDue !== null && nextDue <= now) &&
      (await this.dueWork.isIdle()) &&
      (await this.consumer.isIdle()) &&
      (await this.relay.isIdle());
    return { idle, nextDue };
  }

  async wakeDue(): Promise<void> {
    await this.dueWork.wakeDue();
  }
}

/** The same of a process that leaves events and due rows to others: what it has asked them for has reached them. */
export class ServingProgress implements Traveller {
  constructor(
    private readonly relay: Relay,
    private readonly dueWork: DueWork,
  ) {}

  async look(): Promise<Progress> {
    return { idle: (await this.dueWork.isIdle()) && (await this.relay.isIdle()), nextDue: null };
  }

  async wakeDue(): Promise<void> {
    // Whoever works here looks for itself.
  }
}
