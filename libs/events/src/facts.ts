import { eventDefinition } from '#libs/contracts';
import type { Database, Transaction } from '#libs/database';
import type { EventLog, LogReading } from './event-log.js';
import { FactsTables, type FactsOfTable } from './facts-tables.js';
import type { Delivery } from './inbox.js';
import { consumersOf } from './on-event.js';
import { runHandler, type Consumer } from './run-handler.js';

/** Who keeps some of a service's copies of what others say. Its handlers do nothing else, or it would be done again. */
export interface FactsKeeper {
  /** With methods that are `@OnEvent` of compacted topics. */
  readonly handlers: object;
  /** All that these methods write into. */
  readonly tables: readonly string[];
}

/** One upsert. */
const HANDLER_LIMIT_MS = 10_000;

/**
 * The tables `*_facts` of one service, held against the log that they come from, or made from it again: they say what the
 * events say that the service has handled (docs/decisions/0029). The service may run meanwhile.
 */
export class Facts {
  private readonly consumers: readonly Consumer[];
  private readonly topics: readonly string[];

  constructor(
    service: string,
    private readonly database: Database,
    private readonly log: EventLog,
    private readonly keepers: readonly FactsKeeper[],
  ) {
    this.consumers = keepers.flatMap(({ handlers }) => consumersOf(handlers, service));
    this.topics = [...new Set(this.consumers.map(({ type }) => eventDefinition(type)?.topic ?? ''))];
  }

  /** Compares as of one moment; holds nobody up and changes nothing. */
  async check(): Promise<FactsOfTable[]> {
    return this.reading((reading) =>
      this.database.transaction(async (transaction) => {
        await transaction.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ');
        const tables = await this.withTwins(transaction);
        await this.take(transaction, reading);
        await tables.assertUntouched();
        return tables.compare();
      }),
    );
  }

  /**
   * Replaces what differs.
   * @param record is made in the same transaction, told what differed.
   * @throws what a handler throws; then all stays as it was.
   */
  async rebuild(
    record: (transaction: Transaction, found: readonly FactsOfTable[]) => Promise<void>,
  ): Promise<FactsOfTable[]> {
    return this.reading((reading) =>
      this.database.transaction(async (transaction) => {
        const tables = await this.withTwins(transaction);
        // All of it, and what came meanwhile, so that handlers then wait for moments only.
        const before = await this.take(transaction, reading, await this.take(transaction, reading));
        await tables.lock();
        await this.take(transaction, reading, before);
        await tables.assertUntouched();
        const found = await tables.compare();
        await tables.replace();
        await record(transaction, found);
        return found;
      }),
    );
  }

  private withTwins(transaction: Transaction): Promise<FactsTables> {
    const tables = this.keepers.flatMap((keeper) => keeper.tables);
    return FactsTables.withTwins(transaction, this.database.schema, tables);
  }

  private async reading<Result>(work: (reading: LogReading) => Promise<Result>): Promise<Result> {
    const reading = await this.log.read(this.topics);
    try {
      return await work(reading);
    } finally {
      await reading.close();
    }
  }

  /**
   * Has those events handled again that the service has handled.
   * @param before that come before what the reading has next.
   * @returns what the service has not handled yet.
   */
  private async take(
    transaction: Transaction,
    reading: LogReading,
    before: readonly Delivery[] = [],
  ): Promise<Delivery[]> {
    const left = await takeHandled(transaction, before);
    await reading.next(async (events) => {
      const deliveries = events.flatMap((event) =>
        this.consumers.filter(({ type }) => type === event.type).map((consumer) => ({ consumer, event })),
      );
      left.push(...(await takeHandled(transaction, deliveries)));
    });
    return left;
  }
}

/** Of each key the last handled event is enough, because it tells all. @returns the unhandled ones. */
async function takeHandled(transaction: Transaction, deliveries: readonly Delivery[]): Promise<Delivery[]> {
  const rows = await transaction.query<{ mark: string }>(
    `SELECT event_id || ' ' || consumer AS mark FROM inbox WHERE event_id = ANY ($1::uuid[])`,
    [deliveries.map(({ event }) => event.id)],
  );
  const marks = new Set(rows.map(({ mark }) => mark));
  const isHandled = ({ consumer, event }: Delivery) =>
    marks.has(`${event.id.toLowerCase()} ${consumer.name}`);
  const last = new Map(
    deliveries
      .filter(isHandled)
      .map((delivery) => [
        `${delivery.consumer.name} ${delivery.event.topic} ${delivery.event.key}`,
        delivery,
      ]),
  );
  for (const { consumer, event } of last.values())
    await runHandler(transaction, consumer, event, HANDLER_LIMIT_MS);
  return deliveries.filter((delivery) => !isHandled(delivery));
}
