import { isDatabaseUnavailable, type Database, type Transaction } from '#libs/database';
import type { Delivery } from './consumer.js';
import type { DeadLetters } from './dead-letters.js';
import { inContextOf, type EventHandling } from './event-handling.js';
import { claimAll, unclaim } from './inbox.js';
import { runHandler } from './run-handler.js';

/** Beyond that the commit is no longer what counts; docs/decisions/0019 has the figures. */
const BATCH = 64;
/** A batch commits what it has done by then: others wait for the rows that it has locked. */
const BATCH_MS = 200;
/** What takes longer than this in a batch gets all the time that it may have alone. */
const HANDLER_LIMIT_MS = 2_000;
/**
 * Far below `deadlock_timeout` (a second), after which PostgreSQL would end one of those that wait for each other: a batch
 * gives way before that, so that no request fails because of it.
 */
const LOCK_WAIT_MS = 100;

interface Outcome {
  /** What the batch could not do. */
  readonly oneByOne: readonly Delivery[];
  /** What it did not get to. */
  readonly left: readonly Delivery[];
}

/**
 * Handles many events in one transaction. Whatever goes wrong in it, it is undone and its events are handled one by one;
 * those of keys that wait behind a dead letter are from the start.
 */
export class EventBatches {
  private readonly handlerLimitMs: number;

  constructor(
    private readonly database: Database,
    private readonly deadLetters: DeadLetters,
    private readonly handling: EventHandling,
    handlerLimitMs: number,
  ) {
    this.handlerLimitMs = Math.min(handlerLimitMs, HANDLER_LIMIT_MS);
  }

  /**
   * Brings events to their handlers, those of one key in the order in which they are given.
   * @throws only what says that the database could not be asked; then some of them have been handled.
   */
  async handle(deliveries: readonly Delivery[]): Promise<void> {
    let size = BATCH;
    for (let rest = deliveries; rest.length > 0;) {
      const batch = rest.slice(0, size);
      const { oneByOne, left } =
        batch.length === 1 ? { oneByOne: batch, left: [] } : await this.together(batch);
      for (const { consumer, event } of oneByOne) await this.handling.handle(consumer, event);
      rest = [...left, ...rest.slice(size)];
      // Where handlers are slow, claiming in vain would cost more than the commits that it saves.
      size = left.length > 0 ? Math.max(1, batch.length - left.length) : Math.min(BATCH, 2 * size);
    }
  }

  private async together(batch: readonly Delivery[]): Promise<Outcome> {
    try {
      return await this.database.transaction(async (transaction) => {
        await transaction.query(
          `SELECT set_config('lock_timeout', $1, true), set_config('statement_timeout', $2, true)`,
          [String(LOCK_WAIT_MS), String(this.handlerLimitMs)],
        );
        const claimed = await claimAll(transaction, batch);
        // Not before the claims: another member may have given an event up while this one waited for it.
        const blocked =
          claimed.length === 0 ? new Set<Delivery>() : await this.deadLetters.blocked(transaction, claimed);
        const free = claimed.filter((delivery) => !blocked.has(delivery));
        const left = free.slice(await this.handleInTime(transaction, free));
        if (blocked.size + left.length > 0) await unclaim(transaction, [...blocked, ...left]);
        return { oneByOne: [...blocked], left };
      });
    } catch (error) {
      if (isDatabaseUnavailable(error)) throw error;
      return { oneByOne: batch, left: [] }; // whose handling says what is wrong with which of them
    }
  }

  /** @returns how many of them it has handled, at least one. */
  private async handleInTime(transaction: Transaction, deliveries: readonly Delivery[]): Promise<number> {
    const until = performance.now() + BATCH_MS;
    let handled = 0;
    for (const { consumer, event } of deliveries) {
      if (handled > 0 && performance.now() > until) break;
      await inContextOf(consumer, event, () => runHandler(transaction, consumer, event, this.handlerLimitMs));
      handled++;
    }
    return handled;
  }
}
