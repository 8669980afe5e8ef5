/** Names the event handlers of this service. */
export const paymentsEvents = Symbol('payments events');
