import type { Transaction } from '#libs/database';
import { deliveriesOf, type Consumer, type Delivery } from './consumer.js';
import type { LogReading } from './event-log.js';
import { handledOf, markOf } from './inbox.js';
import { runHandler } from './run-handler.js';

/** One upsert. */
const HANDLER_LIMIT_MS = 10_000;

/**
 * Has the events that a service has handled handled again, in one transaction, and those of one key in their order: that in
 * which the log told them first, as the inbox takes them.
 */
export class FactsRetelling {
  /** By their marks; what the log tells twice, as after a crash, would come after what is newer. 150 MB for a million. */
  private readonly told = new Set<string>();
  private readonly toldKeys = new Set<string>();
  private left: Delivery[] = [];
  private leftKeys = new Set<string>();

  constructor(
    private readonly transaction: Transaction,
    private readonly reading: LogReading,
    private readonly consumers: readonly Consumer[],
  ) {}

  /**
   * Takes what is left, and what the log has got since.
   * @param handledStands whether nothing else becomes handled meanwhile. If it may, an event that is not handled yet holds
   *   back the later ones of its key: it would come after them.
   */
  async next({ handledStands }: { handledStands: boolean }): Promise<void> {
    const before = this.left;
    this.left = [];
    this.leftKeys = new Set();
    await this.take(before, handledStands);
    await this.reading.next((events) => this.take(deliveriesOf(events, this.consumers), handledStands));
  }

  /**
   * A log that has compacted what came before a dead letter tells of its key nothing that the service has handled: made
   * again from it, the fact would be gone.
   * @throws Error when that is so of any.
   */
  async assertTold(): Promise<void> {
    const waiting = await this.transaction.query<{ consumer: string; topic: string; key: string }>(
      `SELECT DISTINCT d.consumer, d.topic, d.key FROM dead_letters d JOIN inbox i USING (consumer, topic, key)
       WHERE d.consumer = ANY ($1::text[]) ORDER BY 1, 2, 3`,
      [this.consumers.map(({ name }) => name)],
    );
    for (const { consumer, topic, key } of waiting) {
      if (this.toldKeys.has(`${consumer} ${topic} ${key}`)) continue;
      const untold = `The log no longer has what ${consumer} knows of ${key} (${topic})`;
      throw new Error(`${untold}: replay the dead letters of the key first`);
    }
  }

  /** Of each key the last event is enough, because it tells all. */
  private async take(deliveries: readonly Delivery[], handledStands: boolean): Promise<void> {
    const handled = await handledOf(this.transaction, deliveries);
    const last = new Map<string, Delivery>();
    for (const delivery of deliveries) {
      const { consumer, event } = delivery;
      const key = `${consumer.name} ${event.topic} ${event.key}`;
      const mark = markOf(delivery);
      if (this.told.has(mark)) continue;
      if (handled.has(delivery) && (handledStands || !this.leftKeys.has(key))) {
        this.told.add(mark);
        last.set(key, delivery);
      } else {
        this.left.push(delivery);
        this.leftKeys.add(key);
      }
    }
    for (const [key, { consumer, event }] of last) {
      this.toldKeys.add(key);
      await runHandler(this.transaction, consumer, event, HANDLER_LIMIT_MS);
    }
  }
}
