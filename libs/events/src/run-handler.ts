import type { MessageHandler } from '@nestjs/microservices';
import { isObservable, lastValueFrom } from 'rxjs';
import { eventDefinition, upcastData, type EventDefinition } from '#libs/contracts';
import type { Transaction } from '#libs/database';
import { EventContext } from './event-context.js';
import type { LoggedEvent } from './event-log.js';

/** One handler of one type, whose inbox rows and dead letters are its own. */
export interface Consumer {
  /** `<service>.<name>`. */
  readonly name: string;
  readonly type: string;
  readonly handle: MessageHandler;
}

/** The event does not fit its schema: trying again cannot help. */
export class InvalidEvent extends Error {
  override readonly name = 'InvalidEvent';
}

/** The handler has not come to an end; what it does from now on has no effect. */
class TookTooLong extends Error {
  override readonly name = 'TookTooLong';
}

/**
 * Gives a handler the validated event and the open transaction.
 * @param limitMs after that the transaction takes no further statement, so that a handler that hangs holds nobody up.
 * @throws InvalidEvent, what the handler throws, or that it took too long.
 */
export async function runHandler(
  transaction: Transaction,
  consumer: Consumer,
  event: LoggedEvent,
  limitMs: number,
): Promise<void> {
  const valid = validated(event);
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const error = new TookTooLong(`not done within ${limitMs / 1000} s`);
      transaction.abort(error);
      reject(error);
    }, limitMs);
  });
  try {
    await Promise.race([complete(consumer.handle(valid, new EventContext([transaction]))), tooLong]);
  } finally {
    clearTimeout(timer);
  }
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
