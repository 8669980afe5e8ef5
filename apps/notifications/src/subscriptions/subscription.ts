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
  /** Raised with every new request, so that an old confirmation link cannot undo a withdrawal. */
  readonly epoch: number;
  readonly version: number;
}

export type SubscriptionRequest = Pick<Subscription, 'topics' | 'readerId' | 'via'>;

/**
 * What a request means for a subscription there is: a confirmed one stays as it is (a stranger may have typed the
 * address), and so does one that waits for the proof of the same wish; any other waits for proof of the new one.
 */
export function afterRequest(subscription: Subscription, request: SubscriptionRequest): Subscription {
  if (subscription.state === 'confirmed') return subscription;
  if (subscription.state === 'requested' && isSame(subscription, request)) return subscription;
  const { epoch, version } = subscription;
  return { ...subscription, ...request, state: 'requested', epoch: epoch + 1, version: version + 1 };
}

/** @returns the confirmed subscription, or undefined when there is nothing (left) to confirm. */
export function afterConfirmation(subscription: Subscription): Subscription | undefined {
  if (subscription.state !== 'requested') return undefined;
  return { ...subscription, state: 'confirmed', version: subscription.version + 1 };
}

/** Without one of its topics; without any it ends. Undefined when it did not have the topic. */
export function withoutTopic(subscription: Subscription, topic: string): Subscription | undefined {
  if (subscription.state === 'ended' || !subscription.topics.includes(topic)) return undefined;
  const left = subscription.topics.filter((each) => each !== topic);
  const { epoch, version } = subscription;
  if (left.length > 0) return { ...subscription, topics: left, version: version + 1 };
  return { ...subscription, state: 'ended', epoch: epoch + 1, version: version + 1 };
}

function isSame(one: SubscriptionRequest, other: SubscriptionRequest): boolean {
  const isFromSamePlace = one.readerId === other.readerId && one.via === other.via;
  return isFromSamePlace && one.topics.join() === other.topics.join();
}
