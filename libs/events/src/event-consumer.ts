import { setTimeout as pause } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { Server, type CustomTransportStrategy, type MessageHandler } from '@nestjs/microservices';
import { isObservable, lastValueFrom } from 'rxjs';
import { eventDefinition } from '#libs/contracts';
import { isDatabaseUnavailable, type Database, type Transaction } from '#libs/database';
import type { DeadLetters } from './dead-letters.js';
import { EventContext } from './event-context.js';
import type { EventLog, LoggedEvent, Subscription } from './event-log.js';

/** Pauses before the second and the third attempt; after those the event is a dead letter. */
const RETRY_PAUSES_MS = [50, 250];

interface Consumer {
  /** `<service>.<name>`: whose inbox rows and dead letters these are. */
  readonly name: string;
  readonly type: string;
  readonly handle: MessageHandler;
}

type Outcome = 'handled' | 'seen-before' | 'blocked';

/**
 * Nest transport that feeds the `@EventPattern(type, transportId, { consumer })` handlers of one service. Each handler
 * is a consumer of its own: it gets the validated event and an open transaction that also holds the event's inbox row,
 * so a second delivery changes nothing. A handler that keeps failing leaves a dead letter; later events of that key
 * wait behind it, other keys and other handlers go on. While the database is away nothing is given up.
 */
export class EventConsumer extends Server implements CustomTransportStrategy {
  override readonly propagatesEventHandlerErrors = true;
  protected override readonly logger = new Logger(EventConsumer.name);
  private readonly consumers: Consumer[] = [];
  private subscription: Subscription | undefined;

  constructor(
    private readonly service: string,
    override readonly transportId: symbol,
    private readonly log: EventLog,
    private readonly database: Database,
    private readonly deadLetters: DeadLetters,
  ) {
    super();
  }

  /** @throws when a handler names no known event type, no consumer, or one that another handler of the type has. */
  override addHandler(
    type: string,
    handle: MessageHandler,
    _isEventHandler?: boolean,
    extras: Record<string, unknown> = {},
  ): void {
    if (eventDefinition(type) === undefined)
      throw new Error(`${this.service} handles ${type}, which no contract defines`);
    if (typeof extras.consumer !== 'string')
      throw new Error(`A handler of ${type} in ${this.service} names no consumer`);
    const name = `${this.service}.${extras.consumer}`;
    if (this.consumers.some((consumer) => consumer.name === name && consumer.type === type)) {
      throw new Error(`Two handlers of ${type} are named ${name}`);
    }
    this.consumers.push({ name, type, handle });
  }

  override listen(callback: (error?: unknown) => void): void {
    const topics = [...new Set(this.consumers.map(({ type }) => eventDefinition(type)?.topic ?? ''))];
    this.log
      .subscribe({ group: this.service, topics, deliver: (events) => this.deliver(events) })
      .then((subscription) => {
        this.subscription = subscription;
        callback();
      }, callback);
  }

  override async close(): Promise<void> {
    await this.subscription?.close();
  }

  /** True when every event of the log has been handled here (or is a dead letter). */
  async isIdle(): Promise<boolean> {
    return this.subscription !== undefined && (await this.subscription.caughtUp());
  }

  /**
   * Handles the events of one key that failed or wait, oldest first, until none is left.
   * @returns how many were handled.
   * @throws what the handler throws; that event and those behind it then stay as they are.
   */
  async replay(consumerName: string, topic: string, key: string): Promise<number> {
    for (let handled = 0; ; handled++) {
      const more = await this.replayOldest(consumerName, topic, key);
      if (!more) return handled;
    }
  }

  override on(): never {
    throw new Error('The event consumer has no transport events');
  }

  override unwrap<T>(): T {
    throw new Error('The event consumer has no client of its own');
  }

  private async deliver(events: readonly LoggedEvent[]): Promise<void> {
    for (const event of events) {
      for (const consumer of this.consumers) {
        if (consumer.type === event.type) await this.deliverTo(consumer, event);
      }
    }
  }

  private async deliverTo(consumer: Consumer, event: LoggedEvent): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        const outcome = await this.database.transaction((transaction) =>
          this.attempt(transaction, consumer, event),
        );
        if (outcome !== 'blocked' || (await this.park(consumer, event))) return;
        attempt = 0;
      } catch (error) {
        if (isDatabaseUnavailable(error)) throw error;
        const wait = error instanceof InvalidEvent ? undefined : RETRY_PAUSES_MS[attempt - 1];
        if (wait === undefined) return this.giveUp(consumer, event, error, attempt);
        await pause(wait);
      }
    }
  }

  private async attempt(transaction: Transaction, consumer: Consumer, event: LoggedEvent): Promise<Outcome> {
    if (await this.deadLetters.blocks(transaction, consumer.name, event)) return 'blocked';
    return (await this.handleOnce(transaction, consumer, event)) ? 'handled' : 'seen-before';
  }

  /** @returns false when the inbox says that it has been handled before. */
  private async handleOnce(
    transaction: Transaction,
    consumer: Consumer,
    event: LoggedEvent,
  ): Promise<boolean> {
    const fresh = await transaction.query(
      'INSERT INTO inbox (consumer, event_id) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING 1',
      [consumer.name, event.id],
    );
    if (fresh.length === 0) return false;
    const result: unknown = await consumer.handle(validated(event), new EventContext([transaction]));
    if (isObservable(result)) await lastValueFrom(result, { defaultValue: undefined });
    return true;
  }

  /** @returns false when the key has become free meanwhile. */
  private async park(consumer: Consumer, event: LoggedEvent): Promise<boolean> {
    return this.database.transaction(async (transaction) => {
      await this.deadLetters.lockKey(transaction, consumer.name, event);
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
      await this.deadLetters.lockKey(transaction, consumer.name, event);
      await this.deadLetters.add(transaction, consumer.name, event, { state: 'failed', reason, attempts });
    });
  }

  private async replayOldest(consumerName: string, topic: string, key: string): Promise<boolean> {
    let letter;
    try {
      return await this.database.transaction(async (transaction) => {
        await this.deadLetters.lockKey(transaction, consumerName, { topic, key });
        letter = await this.deadLetters.oldest(transaction, consumerName, topic, key);
        if (letter === undefined) return false;
        const { type } = letter;
        const consumer = this.consumers.find((each) => each.name === consumerName && each.type === type);
        if (consumer === undefined) throw new Error(`${consumerName} does not handle ${type} any more`);
        await this.handleOnce(transaction, consumer, letter);
        await this.deadLetters.remove(transaction, letter);
        return true;
      });
    } catch (error) {
      if (letter !== undefined) await this.deadLetters.recordFailure(letter, reasonOf(error));
      throw error;
    }
  }
}

class InvalidEvent extends Error {}

/** @throws InvalidEvent: trying again cannot help. */
function validated(event: LoggedEvent): LoggedEvent {
  const parsed = eventDefinition(event.type)?.data.safeParse(event.data);
  if (parsed?.success === true) return { ...event, data: parsed.data };
  const places = parsed?.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.code}`).join(', ');
  throw new InvalidEvent(`does not fit its schema (${places ?? 'unknown type'})`);
}

/** For a row and a log line: the sort of error and its first line, without any value of the event. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'failed for no stated reason';
  return `${error.name}: ${(error.message.split('\n')[0] ?? '').slice(0, 300)}`;
}
