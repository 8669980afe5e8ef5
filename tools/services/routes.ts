/** The services that serve. */
export const SERVICES = ['catalog', 'enrollment', 'payments', 'notifications'] as const;
export type ServiceName = (typeof SERVICES)[number];

/** `any`: all of them answer alike; `test-clock`: whoever moves the clock of all processes. */
export type RoutedTo = ServiceName | 'any' | 'test-clock';

/**
 * Which service answers what, by how a path begins: the one table of whatever stands before the processes. A prefix takes
 * its own path and what is below it. What stands nowhere here (`/metrics`, a step of one process's clock) is not reached
 * from outside; `/health/…` the proxy answers for all.
 */
export const ROUTES: Readonly<Record<string, RoutedTo>> = {
  '/v1/articles': 'catalog',
  '/v1/workshops': 'catalog',
  '/v1/courses': 'catalog',
  '/v1/coaches': 'catalog',
  '/v1/withdrawn-offerings': 'catalog',
  '/v1/uploads': 'catalog',
  '/v1/search': 'catalog',
  '/v1/reads': 'catalog',
  '/v1/audit-entries/catalog': 'catalog',
  '/v1/sessions': 'enrollment',
  '/v1/enrollments': 'enrollment',
  '/enrollments': 'enrollment',
  '/v1/audit-entries/enrollment': 'enrollment',
  '/v1/checkouts': 'payments',
  '/v1/orders': 'payments',
  '/orders': 'payments',
  '/v1/webhooks': 'payments',
  '/v1/library': 'payments',
  '/v1/downloads': 'payments',
  '/downloads': 'payments',
  '/sandbox': 'payments',
  '/v1/audit-entries/payments': 'payments',
  '/v1/subscriptions': 'notifications',
  '/subscriptions': 'notifications',
  '/v1/unsubscribe': 'notifications',
  '/v1/sign-in-links': 'notifications',
  '/v1/sign-ins': 'notifications',
  '/sign-in': 'notifications',
  '/v1/messages': 'notifications',
  '/v1/funnels': 'notifications',
  '/v1/mailbox': 'notifications',
  '/mailbox': 'notifications',
  '/v1/api-keys': 'notifications',
  '/v1/audit-entries/notifications': 'notifications',
  '/docs': 'any',
  '/openapi.json': 'any',
  '/asyncapi.json': 'any',
};

/** Beside the table, because they take no path below them. */
export const EXACT_ROUTES: Readonly<Record<string, RoutedTo>> = {
  '/': 'any',
  '/v1/test-clock': 'test-clock',
};

/** @param path of a request, without its query. @returns undefined when nobody answers it. */
export function routedTo(path: string): RoutedTo | undefined {
  if (Object.hasOwn(EXACT_ROUTES, path)) return EXACT_ROUTES[path];
  const parts = path.split('/');
  for (let length = parts.length; length > 1; length--) {
    const prefix = parts.slice(0, length).join('/');
    if (Object.hasOwn(ROUTES, prefix)) return ROUTES[prefix];
  }
  return undefined;
}
