import type { Database, Transaction } from '#libs/database';
import { topicsOf, type Consumer } from './consumer.js';
import type { EventLog, LogReading } from './event-log.js';
import { FactsRetelling } from './facts-retelling.js';
import { FactsTables, type FactsOfTable } from './facts-tables.js';
import { consumersOf } from './on-event.js';

/** Who keeps some of a service's copies of what others say. Its handlers do nothing else, or it would be done again. */
export interface FactsKeeper {
  /** With methods that are `@OnEvent` of compacted topics. */
  readonly handlers: object;
  /** All that these methods write into. */
  readonly tables: readonly string[];
}

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
    this.topics = topicsOf(this.consumers);
  }

  /** Compares as of one moment; holds nobody up and changes nothing. */
  async check(): Promise<FactsOfTable[]> {
    return this.reading((reading) =>
      this.database.transaction(async (transaction) => {
        await transaction.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ');
        const tables = await this.withTwins(transaction);
        const retelling = new FactsRetelling(transaction, reading, this.consumers);
        await retelling.next({ handledStands: true });
        await retelling.assertTold();
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
        const retelling = new FactsRetelling(transaction, reading, this.consumers);
        // All of it, and what came meanwhile, so that handlers then wait for moments only.
        for (let pass = 0; pass < 2; pass++) await retelling.next({ handledStands: false });
        await tables.lock();
        await retelling.next({ handledStands: true });
        await retelling.assertTold();
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
}
