import { UseFilters } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import type { EventDefinition, EventOf } from '#libs/contracts';
import type { Consumer } from './consumer.js';
import { EventContext } from './event-context.js';
import { PassErrorsOn } from './pass-errors-on.filter.js';

type EventMethod<Definition extends EventDefinition> = (
  event: EventOf<Definition>,
  context: EventContext,
) => Promise<void>;

/** Of the classes with such methods, by their prototypes. */
const methods = new WeakMap<object, { type: string; consumer: string; property: string }[]>();

/**
 * Nest's `@EventPattern`, with the method's types held against the contract: the method gets the validated event and
 * the context with the open transaction.
 * @param transportId the service's events symbol.
 * @param consumer names this handler in the inbox and among the dead letters; it must never change.
 */
export function OnEvent<Definition extends EventDefinition>(
  definition: Definition,
  transportId: symbol,
  consumer: string,
) {
  return (
    target: object,
    property: string,
    method: TypedPropertyDescriptor<EventMethod<Definition>>,
  ): void => {
    methods.set(target, [...(methods.get(target) ?? []), { type: definition.type, consumer, property }]);
    UseFilters(PassErrorsOn)(target, property, method);
    Payload()(target, property, 0);
    Ctx()(target, property, 1);
    EventPattern<string>(definition.type, transportId, { consumer })(target, property, method);
  };
}

/** The handlers of one object, as consumers of the service; for having them handle events without Nest. */
export function consumersOf(handlers: object, service: string): Consumer[] {
  const known = methods.get(Object.getPrototypeOf(handlers) as object) ?? [];
  return known.map(({ type, consumer, property }) => {
    const method = (handlers as Record<string, EventMethod<EventDefinition>>)[property];
    if (method === undefined) throw new Error(`${service} has no method ${property}`);
    return {
      name: `${service}.${consumer}`,
      type,
      handle: async (event: EventOf<EventDefinition>, context?: unknown) => {
        if (context instanceof EventContext) await method.call(handlers, event, context);
      },
    };
  });
}
