/** Names this service's event handlers among those of other services in one process. */
export const notificationsEvents = Symbol('notifications events');
