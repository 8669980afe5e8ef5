export type SubscriptionState = 'requested' | 'confirmed' | 'ended';

/** A person's wish to be written to about some topics: nothing until it is proven, nothing after it has ended. */
export interface Subscription {
  readonly id: string;
  readonly personId: string;
  readonly state: SubscriptionState;
  readonly topics: readonly string[];
  /** The browser that subscribed: its reads count as this person's. */
  readonly readerId: string | null;
  /** The article that it came from. */
  readonly via: string | null;
  /** What a confirmed subscriber, or a stranger, has asked for since: waits for proof like the first request. */
  readonly wanted: SubscriptionRequest | null;
  /** Raised with every new request, so that an old confirmation link cannot undo a withdrawal. */
  readonly epoch: number;
  readonly version: number;
}

export interface SubscriptionRequest {
  readonly topics: readonly string[];
  readonly readerId: string | null;
  readonly via: string | null;
}

/**
 * What a request means for a subscription there is. Anybody can type an address: so what has been confirmed stays as it
 * is until the new wish has been proven too, and the same wish again changes nothing.
 */
export function afterRequest(subscription: Subscription, request: SubscriptionRequest): Subscription {
  const { epoch, version } = subscription;
  const next = { epoch: epoch + 1, version: version + 1 };
  if (subscription.state === 'confirmed') {
    const isNothingNew = addsNothing(subscription, request) || isSame(subscription.wanted, request);
    return isNothingNew ? subscription : { ...subscription, ...next, wanted: request };
  }
  if (subscription.state === 'requested' && isSame(subscription, request)) return subscription;
  return { ...subscription, ...request, ...next, state: 'requested', wanted: null };
}

/** Whether its owner has to say yes to something. */
export function waitsForProof(subscription: Subscription): boolean {
  return (
    subscription.state === 'requested' || (subscription.state === 'confirmed' && subscription.wanted !== null)
  );
}

/** @returns what it is once its owner has said yes, or undefined when there is nothing (left) to confirm. */
export function afterConfirmation(subscription: Subscription): Subscription | undefined {
  if (!waitsForProof(subscription)) return undefined;
  const { wanted } = subscription;
  const version = subscription.version + 1;
  if (wanted === null) return { ...subscription, state: 'confirmed', version };
  const topics = [...new Set([...subscription.topics, ...wanted.topics])];
  const readerId = wanted.readerId ?? subscription.readerId;
  return { ...subscription, topics, readerId, via: wanted.via ?? subscription.via, wanted: null, version };
}

/** Without one of its topics; without any it ends. Undefined when it did not have the topic. */
export function withoutTopic(subscription: Subscription, topic: string): Subscription | undefined {
  if (subscription.state === 'ended' || !subscription.topics.includes(topic)) return undefined;
  const left = subscription.topics.filter((each) => each !== topic);
  const { epoch, version } = subscription;
  if (left.length > 0) return { ...subscription, topics: left, wanted: null, version: version + 1 };
  return { ...subscription, state: 'ended', wanted: null, epoch: epoch + 1, version: version + 1 };
}

function isSame(one: SubscriptionRequest | null, other: SubscriptionRequest): boolean {
  if (one === null || one.readerId !== other.readerId || one.via !== other.via) return false;
  return one.topics.join() === other.topics.join();
}

function addsNothing({ topics, readerId }: Subscription, request: SubscriptionRequest): boolean {
  const isSameReader = request.readerId === null || request.readerId === readerId;
  return isSameReader && request.topics.every((topic) => topics.includes(topic));
}
