import { eventSpineInvariants, type Invariant } from '#libs/invariants';
import { factsInvariants } from './facts/facts.invariants.js';
import { messageInvariants } from './messages/messages.invariants.js';
import { runInvariants } from './runs/runs.invariants.js';
import { subscriptionInvariants } from './subscriptions/subscriptions.invariants.js';

/** What has to be true of what was sent, and of who may be written to. */
export const notificationsInvariants: readonly Invariant[] = [
  ...eventSpineInvariants,
  ...messageInvariants,
  ...runInvariants,
  ...subscriptionInvariants,
  ...factsInvariants,
];
