import { createRequire } from 'node:module';

/** What kafkajs keeps of requests on one connection; no part of what it publishes. */
export interface RequestQueue {
  readonly pending: readonly unknown[];
  /** Until when the broker wants no more, as a time of Date.now(). */
  readonly throttledUntil: number;
  /** Null when no look at `pending` is to come. */
  readonly throttleCheckTimeoutId: NodeJS.Timeout | null;
  scheduleCheckPendingRequests(): void;
}

/** kafkajs's own class. */
export function requestQueueOfKafkajs(): { readonly prototype: RequestQueue } {
  return createRequire(import.meta.url)('kafkajs/src/network/requestQueue/index.js') as {
    readonly prototype: RequestQueue;
  };
}

let isDone = false;

/**
 * Has connections be still that have nothing to send. After its first answer kafkajs 2.2.4 looks every millisecond, on each
 * connection, whether something waits that was held back, though nothing was: an idle process pays 4 % of a CPU for that.
 */
export function calmIdleConnections(): void {
  if (isDone) return;
  isDone = true;
  const { prototype } = requestQueueOfKafkajs();
  const schedule = prototype.scheduleCheckPendingRequests;
  prototype.scheduleCheckPendingRequests = function (this: RequestQueue) {
    if (this.pending.length > 0 || this.throttledUntil > Date.now()) schedule.call(this);
  };
}
