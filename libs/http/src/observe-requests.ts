import type { FastifyInstance, FastifyRequest } from 'fastify';
import { inLogContext, nameRequestSpan, type Log, type Metrics } from '#libs/observability';

/** Where an HTTP application tells of its requests. */
export interface Observation {
  readonly logger: Log;
  readonly metrics: Metrics;
}

/** Asked every few seconds, for ever: neither logged nor counted. */
const UNOBSERVED = new Set(['/health/live', '/health/ready', '/metrics']);

/** Requests to no route share a name, or anybody could make up as many as they like. */
const NO_ROUTE = 'none';

/** The route's pattern: the address itself may hold a link. */
export function routeOf(request: FastifyRequest): string {
  return request.routeOptions.url ?? NO_ROUTE;
}

/**
 * One line and one measurement for each request when its answer has gone out, and its id on all that is logged
 * meanwhile.
 */
export function observeRequests(fastify: FastifyInstance, { logger, metrics }: Observation): void {
  const duration = metrics.histogram(
    'ally_http_request_duration_seconds',
    'From the head of a request until its answer has gone out, by route pattern.',
    ['method', 'route', 'status'],
  );
  fastify.addHook('onRequest', (request, _reply, done) => {
    nameRequestSpan(request.method, routeOf(request));
    inLogContext({ requestId: request.id }, done);
  });
  // The body arrives outside of what the first hook began.
  fastify.addHook('preValidation', (request, _reply, done) => inLogContext({ requestId: request.id }, done));
  fastify.addHook('onResponse', (request, reply, done) => {
    const route = routeOf(request);
    if (!UNOBSERVED.has(route)) {
      const { method, id: requestId } = request;
      const { statusCode: status, elapsedTime } = reply;
      duration.observe({ method, route, status }, elapsedTime / 1000);
      logger.info(
        { context: 'http', requestId, method, route, status, ms: Math.round(elapsedTime) },
        'request',
      );
    }
    done();
  });
}
