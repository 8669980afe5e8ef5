export { askInvariant, checkInvariants, unanswered } from './check-invariants.js';
export { eventSpineInvariants, lastSaidOn, madeLately, saidOn } from './event-spine.invariants.js';
export { invariantProviders } from './invariant-watch.js';
export type { Finding, Holds, Invariant } from './invariant.js';
