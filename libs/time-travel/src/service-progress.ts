import type { EventConsumer, Relay } from '#libs/events';
import type { DueWork } from '#libs/jobs';

/** Whether one service has done what there was to do, and when it will have something to do again. */
export class ServiceProgress {
  constructor(
    private readonly relay: Relay,
    private readonly consumer: EventConsumer,
    private readonly dueWork: DueWork,
  ) {}

  /** Nothing is due, no job runs, all events are handled, and all facts have reached the log. */
  async isIdle(now: Date): Promise<boolean> {
    const due = await this.nextDue();
    if (due !== null && due <= now) return false;
    return (await this.dueWork.isIdle()) && (await this.consumer.isIdle()) && (await this.relay.isIdle());
  }

  async nextDue(): Promise<Date | null> {
    return this.dueWork.nextDue();
  }

  async wakeDue(): Promise<void> {
    await this.dueWork.wakeDue();
  }
}
