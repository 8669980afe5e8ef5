import { eventSpineInvariants, type Invariant } from '#libs/invariants';
import { entitlementInvariants } from './entitlements/entitlements.invariants.js';
import { orderInvariants } from './orders/orders.invariants.js';
import { providerInvariants } from './provider/provider.invariants.js';

/** What has to be true of orders, money, entitlements, and what was asked of the provider. */
export const paymentsInvariants: readonly Invariant[] = [
  ...eventSpineInvariants,
  ...orderInvariants,
  ...providerInvariants,
  ...entitlementInvariants,
];
