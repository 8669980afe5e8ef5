import { UseFilters } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import type { EventDefinition, EventOf } from '#libs/contracts';
import type { EventContext } from './event-context.js';
import { PassErrorsOn } from './pass-errors-on.filter.js';

type EventMethod<Definition extends EventDefinition> = (
  event: EventOf<Definition>,
  context: EventContext,
) => Promise<void>;

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
    UseFilters(PassErrorsOn)(target, property, method);
    Payload()(target, property, 0);
    Ctx()(target, property, 1);
    EventPattern<string>(definition.type, transportId, { consumer })(target, property, method);
  };
}
