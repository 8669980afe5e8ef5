import { isObservable, lastValueFrom } from 'rxjs';
import { eventDefinition, upcastData, type EventDefinition } from '#libs/contracts';
import type { Transaction } from '#libs/database';
import type { Consumer } from './consumer.js';
import { EventContext } from './event-context.js';
import type { LoggedEvent } from './event-log.js';
import { within } from './within.js';

/** The event does not fit its schema: trying again cannot help. */
export class InvalidEvent extends Error {
  override readonly name = 'InvalidEvent';
}

/**
 * Gives a handler the validated event and the open transaction.
 * @param limitMs after that the transaction takes no further statement, so that a handler that hangs holds nobody up.
 * @throws InvalidEvent, what the handler throws, or TookTooLong.
 */
export async function runHandler(
  transaction: Transaction,
  consumer: Consumer,
  event: LoggedEvent,
  limitMs: number,
): Promise<void> {
  const handled = complete(consumer.handle(validated(event), new EventContext([transaction])));
  await within(limitMs, 'The handler', handled, (error) => transaction.abort(error));
}

/** Nest may wrap what the handler gives back. */
async function complete(handled: Promise<unknown>): Promise<void> {
  const result = await handled;
  if (isObservable(result)) await lastValueFrom(result, { defaultValue: undefined });
}

/** The event with its data in the form that this build knows. */
function validated(event: LoggedEvent): LoggedEvent {
  const definition = eventDefinition(event.type);
  if (definition === undefined) throw new InvalidEvent('does not fit its schema (unknown type)');
  const parsed = definition.data.safeParse(current(definition, event));
  if (parsed.success) return { ...event, data: parsed.data };
  const places = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.code}`).join(', ');
  throw new InvalidEvent(`does not fit its schema (${places})`);
}

function current(definition: EventDefinition, { data, schemaVersion }: LoggedEvent): unknown {
  if (schemaVersion >= definition.version || typeof data !== 'object' || data === null) return data;
  try {
    return upcastData(definition, { ...data }, schemaVersion);
  } catch (error) {
    // What the step says may quote the data.
    throw new InvalidEvent(`of version ${schemaVersion} is not to be read as version ${definition.version}`, {
      cause: error,
    });
  }
}
