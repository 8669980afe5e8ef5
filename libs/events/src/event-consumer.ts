import { Logger } from '@nestjs/common';
import { Server, type CustomTransportStrategy, type MessageHandler } from '@nestjs/microservices';
import { eventDefinition } from '#libs/contracts';
import type { Database } from '#libs/database';
import { deliveriesOf, topicsOf, type Consumer } from './consumer.js';
import type { DeadLetters, KeyOfConsumer } from './dead-letters.js';
import { EventBatches } from './event-batches.js';
import { EventHandling } from './event-handling.js';
import type { EventLog, LoggedEvent, Subscription } from './event-log.js';
import { HandledEvents } from './handled-events.js';
import { Loop } from './loop.js';
import { NowAndThen } from './now-and-then.js';
import { Replays } from './replays.js';
import { UnknownEvents } from './unknown-events.js';

/** Handlers work in the database alone, in milliseconds. With its retries one event holds a lane for a minute at most. */
const HANDLER_LIMIT_MS = 10_000;

/**
 * Nest transport that feeds the `@EventPattern(type, transportId, { consumer })` handlers of one service. Each handler
 * is a consumer of its own: it gets the validated event and an open transaction that also holds the event's inbox row,
 * so a second delivery changes nothing. A handler that keeps failing leaves a dead letter; later events of that key
 * wait behind it, other keys and other handlers go on. One that hangs is undone after ten seconds, and has failed.
 * While the database is away nothing is given up.
 */
export class EventConsumer extends Server implements CustomTransportStrategy {
  override readonly propagatesEventHandlerErrors = true;
  protected override readonly logger = new Logger(EventConsumer.name);
  private readonly consumers: Consumer[] = [];
  private readonly batches: EventBatches;
  private readonly unknownEvents: UnknownEvents;
  private readonly replays: Replays;
  private readonly replaying: Loop;
  private readonly handled: HandledEvents;
  private readonly forgetting: NowAndThen;
  private subscription: Subscription | undefined;
  private deliveredEvents = 0;

  constructor(
    private readonly service: string,
    override readonly transportId: symbol,
    private readonly log: EventLog,
    database: Database,
    deadLetters: DeadLetters,
    handlerLimitMs = HANDLER_LIMIT_MS,
  ) {
    super();
    const handling = new EventHandling(database, deadLetters, handlerLimitMs);
    this.batches = new EventBatches(database, deadLetters, handling, handlerLimitMs);
    this.unknownEvents = new UnknownEvents(database);
    this.replays = new Replays(database, deadLetters, this.consumers, handlerLimitMs);
    this.replaying = new Loop(`replays of ${service}`, () => this.replays.replayWished());
    this.handled = new HandledEvents(database, log);
    this.forgetting = new NowAndThen(`forgetting of ${service}`, (isOver) => this.forget(isOver));
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
    this.log
      .subscribe({
        group: this.service,
        topics: topicsOf(this.consumers),
        deliver: (events) => this.deliver(events),
      })
      .then((subscription) => {
        this.subscription = subscription;
        this.replaying.start();
        this.forgetting.start();
        callback();
      }, callback);
  }

  override async close(): Promise<void> {
    await Promise.all([this.subscription?.close(), this.replaying.stop(), this.forgetting.stop()]);
  }

  /** True when every event of the log has been handled here (or is a dead letter). */
  async isIdle(): Promise<boolean> {
    return this.subscription !== undefined && (await this.subscription.caughtUp());
  }

  /** How many events this process has been given, and is done with. */
  delivered(): number {
    return this.deliveredEvents;
  }

  /** How many events wait for this process; for its service, where any process of it may get them. */
  async behind(): Promise<number> {
    return (await this.subscription?.behind?.()) ?? (await this.lag());
  }

  /** How many events of the log this service has not been given yet. */
  async lag(): Promise<number> {
    const topics = new Set(topicsOf(this.consumers));
    const lag = await this.log.lag(this.service);
    return lag.reduce((sum, { topic, events }) => sum + (topics.has(topic) ? events : 0), 0);
  }

  /**
   * Has all events of the log delivered to this service again, by whichever process consumes for it; this one need not
   * listen. The inbox stays, so what has been handled is not handled again, and what is a dead letter stays one. What
   * was skipped for its unknown type is handled now if this build knows it, after later events of its key; and a handler
   * that is newer than an event gets it for the first time.
   */
  async redeliver(): Promise<void> {
    await this.unknownEvents.forget();
    await this.log.rewind(this.service);
  }

  /**
   * Handles the events of one key that failed or wait, oldest first, until none is left.
   * @returns how many were handled.
   * @throws what the handler throws; that event and those behind it then stay as they are.
   */
  async replay(key: KeyOfConsumer): Promise<number> {
    return this.replays.replay(key);
  }

  /**
   * Forgets which events were handled, of those that no log delivers any more; done by itself about once an hour.
   * @returns how many rows.
   */
  async forget(isOver: () => boolean = () => false): Promise<number> {
    return this.handled.forget(isOver);
  }

  override on(): never {
    throw new Error('The event consumer has no transport events');
  }

  override unwrap<T>(): T {
    throw new Error('The event consumer has no client of its own');
  }

  private async deliver(events: readonly LoggedEvent[]): Promise<void> {
    const unknown = events.filter(({ type }) => eventDefinition(type) === undefined);
    if (unknown.length > 0) await this.unknownEvents.keep(unknown);
    await this.batches.handle(deliveriesOf(events, this.consumers));
    this.deliveredEvents += events.length;
  }
}
