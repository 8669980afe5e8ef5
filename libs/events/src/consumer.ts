import type { MessageHandler } from '@nestjs/microservices';
import { eventDefinition } from '#libs/contracts';
import type { LoggedEvent } from './event-log.js';

/** One handler of one type, whose inbox rows and dead letters are its own. */
export interface Consumer {
  /** `<service>.<name>`. */
  readonly name: string;
  readonly type: string;
  readonly handle: MessageHandler;
}

/** One event for one of its handlers. */
export interface Delivery {
  readonly consumer: Consumer;
  readonly event: LoggedEvent;
}

/**
 * Where the events of some consumers are told, each topic once.
 * @throws when no contract defines what one of them handles.
 */
export function topicsOf(consumers: readonly Consumer[]): string[] {
  const topics = consumers.map(({ name, type }) => {
    const definition = eventDefinition(type);
    if (definition === undefined) throw new Error(`${name} handles ${type}, which no contract defines`);
    return definition.topic;
  });
  return [...new Set(topics)];
}

/** Each event for each of the consumers that handle it, in the order of the events. */
export function deliveriesOf(events: readonly LoggedEvent[], consumers: readonly Consumer[]): Delivery[] {
  return events.flatMap((event) =>
    consumers.filter(({ type }) => type === event.type).map((consumer) => ({ consumer, event })),
  );
}
