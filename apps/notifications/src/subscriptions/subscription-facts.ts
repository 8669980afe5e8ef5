import type { Subscription } from './subscription.js';

/** A subscription as its events carry it. */
export function subscriptionFactsOf({ id, version, personId, topics, readerId, via }: Subscription) {
  return { subscriptionId: id, version, personId, topics: [...topics], readerId, via };
}
