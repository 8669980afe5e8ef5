import type { MessageHandler } from '@nestjs/microservices';
import { isObservable, lastValueFrom } from 'rxjs';
import { eventDefinition } from '#libs/contracts';
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

function validated(event: LoggedEvent): LoggedEvent {
  const parsed = eventDefinition(event.type)?.data.safeParse(event.data);
  if (parsed?.success === true) return { ...event, data: parsed.data };
  const places = parsed?.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.code}`).join(', ');
  throw new InvalidEvent(`does not fit its schema (${places ?? 'unknown type'})`);
}
