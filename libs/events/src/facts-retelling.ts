import type { Transaction } from '#libs/database';
import type { LogReading } from './event-log.js';
import type { Delivery } from './inbox.js';
import { runHandler, type Consumer } from './run-handler.js';

/** One upsert. */
const HANDLER_LIMIT_MS = 10_000;

/** Has the events that a service has handled handled again, in one transaction, and those of one key in their order. */
export class FactsRetelling {
  /** The keys of which something was told. */
  private readonly told = new Set<string>();
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
    await this.reading.next((events) =>
      this.take(
        events.flatMap((event) =>
          this.consumers.filter(({ type }) => type === event.type).map((consumer) => ({ consumer, event })),
        ),
        handledStands,
      ),
    );
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
      if (this.told.has(`${consumer} ${topic} ${key}`)) continue;
      const untold = `The log no longer has what ${consumer} knows of ${key} (${topic})`;
      throw new Error(`${untold}: replay the dead letters of the key first`);
    }
  }

  /** Of each key the last event is enough, because it tells all. */
  private async take(deliveries: readonly Delivery[], handledStands: boolean): Promise<void> {
    const rows = await this.transaction.query<{ mark: string }>(
      `SELECT event_id || ' ' || consumer AS mark FROM inbox WHERE event_id = ANY ($1::uuid[])`,
      [deliveries.map(({ event }) => event.id)],
    );
    const marks = new Set(rows.map(({ mark }) => mark));
    const last = new Map<string, Delivery>();
    for (const delivery of deliveries) {
      const { consumer, event } = delivery;
      const key = `${consumer.name} ${event.topic} ${event.key}`;
      const isHandled = marks.has(`${event.id.toLowerCase()} ${consumer.name}`);
      if (isHandled && (handledStands || !this.leftKeys.has(key))) {
        last.set(key, delivery);
      } else {
        this.left.push(delivery);
        this.leftKeys.add(key);
      }
    }
    for (const [key, { consumer, event }] of last) {
      this.told.add(key);
      await runHandler(this.transaction, consumer, event, HANDLER_LIMIT_MS);
    }
  }
}
