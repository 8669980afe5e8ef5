import { Logger } from '@nestjs/common';
import { isDatabaseUnavailable, type Database, type Transaction } from '#libs/database';
import type { Consumer } from './consumer.js';
import type { DeadLetter, DeadLetters, KeyOfConsumer } from './dead-letters.js';
import { inContextOf, reasonOf } from './event-handling.js';
import { claim } from './inbox.js';
import { runHandler } from './run-handler.js';

/** Has the dead letters of a service handled again. */
export class Replays {
  private readonly logger = new Logger('EventConsumer');

  /**
   * @param consumers of the service; there may be more of them later.
   * @param handlerLimitMs how long a handler may take over one event; then it is undone, and has failed.
   */
  constructor(
    private readonly database: Database,
    private readonly deadLetters: DeadLetters,
    private readonly consumers: readonly Consumer[],
    private readonly handlerLimitMs: number,
  ) {}

  /**
   * Handles the events of one key that failed or wait, oldest first, until none is left.
   * @returns how many were handled.
   * @throws what the handler throws; that event and those behind it then stay, it with that as its reason.
   */
  async replay(key: KeyOfConsumer): Promise<number> {
    for (let handled = 0; ; handled++) {
      const more = await this.replayOldest(key);
      if (!more) return handled;
    }
  }

  /**
   * Replays the keys that somebody wishes to be. What fails again is logged.
   * @returns true when there was a wish.
   * @throws what says that the database could not be asked; the wishes then stay.
   */
  async replayWished(): Promise<boolean> {
    const wished = await this.deadLetters.wished();
    for (const key of wished) {
      try {
        await this.replay(key);
      } catch (error) {
        if (isDatabaseUnavailable(error)) throw error;
        this.logger.warn(`${key.consumer} could not replay ${key.topic} ${key.key}: ${reasonOf(error)}`);
      }
    }
    return wished.length > 0;
  }

  /** @returns false when there is none. */
  private async replayOldest(of: KeyOfConsumer): Promise<boolean> {
    let letter: DeadLetter | undefined;
    try {
      return await this.database.transaction(async (transaction) => {
        await this.deadLetters.lockKey(transaction, of);
        letter = await this.deadLetters.oldest(transaction, of);
        if (letter === undefined) return false;
        await this.replayLetter(transaction, letter);
        return true;
      });
    } catch (error) {
      // A database that is away says nothing about the event.
      if (letter !== undefined && !isDatabaseUnavailable(error))
        await this.deadLetters.recordFailure(letter, reasonOf(error));
      throw error;
    }
  }

  private async replayLetter(transaction: Transaction, letter: DeadLetter): Promise<void> {
    const consumer = this.consumers.find(
      ({ name, type }) => name === letter.consumer && type === letter.type,
    );
    if (consumer === undefined) throw new Error(`${letter.consumer} does not handle ${letter.type} any more`);
    await inContextOf(consumer, letter, async () => {
      if (await claim(transaction, consumer.name, letter, this.handlerLimitMs))
        await runHandler(transaction, consumer, letter, this.handlerLimitMs);
    });
    await this.deadLetters.remove(transaction, letter);
  }
}
