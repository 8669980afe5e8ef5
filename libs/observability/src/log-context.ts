import { AsyncLocalStorage } from 'node:async_hooks';
import { currentTraceId } from './trace.js';

/** What each line says that is logged while something is being done: ids only. */
export interface LogContext {
  readonly requestId?: string;
  readonly eventId?: string;
  /** `<service>.<consumer>` whose handler is at work. */
  readonly consumer?: string;
  /** The due work that is being looked after. */
  readonly work?: string;
}

const contexts = new AsyncLocalStorage<LogContext>();

/** Does some work, all lines of which carry these ids, beside those that they carry already. */
export function inLogContext<Result>(ids: LogContext, work: () => Result): Result {
  return contexts.run({ ...contexts.getStore(), ...ids }, work);
}

/** The ids of what is being done now. */
export function logContext(): LogContext & { readonly traceId?: string } {
  const traceId = currentTraceId();
  return { ...contexts.getStore(), ...(traceId !== undefined && { traceId }) };
}
