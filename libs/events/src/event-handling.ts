import { setTimeout as pause } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { isDatabaseUnavailable, type Database } from '#libs/database';
import { inLogContext, inTrace } from '#libs/observability';
import type { Consumer } from './consumer.js';
import type { DeadLetters, KeyOfConsumer } from './dead-letters.js';
import type { LoggedEvent } from './event-log.js';
import { claim } from './inbox.js';
import { InvalidEvent, runHandler } from './run-handler.js';

/** Pauses before the second and the third attempt; after those the event is a dead letter. */
const RETRY_PAUSES_MS = [50, 250];
/** How often an event may lose against others over rows before that counts as an attempt. */
const CONFLICTS_FORGIVEN = 20;
const LONGEST_CONFLICT_PAUSE_MS = 50;

/** Brings an event to a handler: once in effect, or into the dead letters. */
export class EventHandling {
  private readonly logger = new Logger('EventConsumer');

  /** @param handlerLimitMs how long one attempt of a handler may take; then it is undone, and has failed. */
  constructor(
    private readonly database: Database,
    private readonly deadLetters: DeadLetters,
    private readonly handlerLimitMs: number,
  ) {}

  /**
   * Handles the event, tries again when that fails, and gives it up at last; or parks it, when its key waits.
   * @throws only what says that the database could not be asked: nothing is given up for that.
   */
  async handle(consumer: Consumer, event: LoggedEvent): Promise<void> {
    await inLogContext({ eventId: event.id, consumer: consumer.name }, async () => {
      let conflicts = 0;
      for (let attempt = 1; ; attempt++) {
        try {
          const done = await traced(consumer, event, () => this.attempt(consumer, event));
          if (done || (await this.park(consumer, event))) return;
          attempt = 0;
        } catch (error) {
          if (isDatabaseUnavailable(error)) throw error;
          if (isConflict(error) && ++conflicts <= CONFLICTS_FORGIVEN) {
            attempt--;
            await pause(Math.random() * LONGEST_CONFLICT_PAUSE_MS);
            continue;
          }
          const wait = error instanceof InvalidEvent ? undefined : RETRY_PAUSES_MS[attempt - 1];
          if (wait === undefined) return this.giveUp(consumer, event, error, attempt);
          await pause(wait);
        }
      }
    });
  }

  /** @returns false when the event has to wait behind another of its key. */
  private async attempt(consumer: Consumer, event: LoggedEvent): Promise<boolean> {
    try {
      await this.database.transaction(async (transaction) => {
        if (!(await claim(transaction, consumer.name, event, this.handlerLimitMs))) return;
        // Not before the claim: another member may have given the event up while this one waited for it.
        if (await this.deadLetters.blocks(transaction, consumer.name, event)) throw new KeyIsBlocked();
        await runHandler(transaction, consumer, event, this.handlerLimitMs);
      });
      return true;
    } catch (error) {
      if (error instanceof KeyIsBlocked) return false;
      throw error;
    }
  }

  /** @returns false when the key has become free meanwhile. */
  private async park(consumer: Consumer, event: LoggedEvent): Promise<boolean> {
    return this.database.transaction(async (transaction) => {
      await this.deadLetters.lockKey(transaction, keyOf(consumer, event));
      if (!(await this.deadLetters.blocks(transaction, consumer.name, event))) return false;
      const reason = 'waits behind an event of its key';
      await this.deadLetters.add(transaction, consumer.name, event, { state: 'parked', reason, attempts: 0 });
      return true;
    });
  }

  private async giveUp(
    consumer: Consumer,
    event: LoggedEvent,
    error: unknown,
    attempts: number,
  ): Promise<void> {
    const reason = reasonOf(error);
    this.logger.error(`${consumer.name} gave up on ${event.type} ${event.id}: ${reason}`);
    await this.database.transaction(async (transaction) => {
      await this.deadLetters.lockKey(transaction, keyOf(consumer, event));
      await this.deadLetters.add(transaction, consumer.name, event, { state: 'failed', reason, attempts });
    });
  }
}

class KeyIsBlocked extends Error {}

/** In the trace that the event came from, and with log lines that name it. */
export function inContextOf<T>(consumer: Consumer, event: LoggedEvent, work: () => Promise<T>): Promise<T> {
  return inLogContext({ eventId: event.id, consumer: consumer.name }, () => traced(consumer, event, work));
}

function traced<T>(consumer: Consumer, event: LoggedEvent, work: () => Promise<T>): Promise<T> {
  return inTrace(event.traceparent, `${consumer.name} ${event.type}`, work);
}

/** Serialization failure or deadlock: PostgreSQL has undone one of several, which may just as well try again. */
function isConflict(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === '40001' || error.code === '40P01');
}

const keyOf = ({ name }: Consumer, { topic, key }: LoggedEvent): KeyOfConsumer => ({
  consumer: name,
  topic,
  key,
});

/**
 * For a row and a log line: the sort of error and its first line. Of what PostgreSQL says of a value (class 22) only the
 * code, because it quotes the value; and without NUL, which no column takes.
 */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'failed for no stated reason';
  if ('code' in error && /^22...$/.test(String(error.code))) return `${error.name}: SQLSTATE ${error.code}`;
  const [line = ''] = error.message.split('\n');
  return `${error.name}: ${line.replaceAll('\0', '').slice(0, 300)}`;
}
