/** Transport id of the catalog's event handlers. */
export const catalogEvents = Symbol('catalog events');
