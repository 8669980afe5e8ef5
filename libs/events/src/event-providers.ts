import type { Provider } from '@nestjs/common';
import { Clock } from '#libs/clock';
import { Database } from '#libs/database';
import { DeadLetters } from './dead-letters.js';
import { EventConsumer } from './event-consumer.js';
import { EventLog } from './event-log.js';
import { Outbox } from './outbox.js';
import { Relay } from './relay.js';
import { UnknownEvents } from './unknown-events.js';

/**
 * What a service module needs to publish and consume; it provides `Database` itself.
 * @param transportId names the service's handlers: the second argument of their `@EventPattern`.
 */
export function eventProviders(service: string, transportId: symbol): Provider[] {
  return [
    {
      provide: Relay,
      inject: [Database, EventLog],
      useFactory: (database: Database, log: EventLog) => new Relay(database, log),
    },
    {
      provide: Outbox,
      inject: [Clock, Relay],
      useFactory: (clock: Clock, relay: Relay) => new Outbox(clock, relay),
    },
    {
      provide: DeadLetters,
      inject: [Database],
      useFactory: (database: Database) => new DeadLetters(database),
    },
    {
      provide: UnknownEvents,
      inject: [Database],
      useFactory: (database: Database) => new UnknownEvents(database),
    },
    {
      provide: EventConsumer,
      inject: [EventLog, Database, DeadLetters],
      useFactory: (log: EventLog, database: Database, deadLetters: DeadLetters) =>
        new EventConsumer(service, transportId, log, database, deadLetters),
    },
  ];
}
