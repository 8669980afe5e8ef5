/** Transport id of the catalog's event handlers. It publishes and, so far, listens to nobody. */
export const catalogEvents = Symbol('catalog events');
