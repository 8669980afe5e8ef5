import rateLimit from '@fastify/rate-limit';
import { applyDecorators, SetMetadata } from '@nestjs/common';
import type { FastifyInstance, RouteOptions } from 'fastify';
import { Refusal } from '#libs/contracts';
import { customerOf } from './client-network.js';
import { withRouteConfig } from './route-config.js';

/** How often one client may ask a route. */
export interface RouteLimit {
  /** Requests within a minute of real time, from one customer's connection; multiplied by `ALLY_RATE_LIMITS`. */
  readonly perMinute: number;
}

const LIMIT = 'ally:route-limit';
const MINUTE_MS = 60_000;
/** Of every route that writes and does not say otherwise: so a new one is limited before anybody thinks of it. */
export const LIMIT_OF_WRITES: RouteLimit = { perMinute: 300 };
/** Clients that are counted per route; who has not come for longest is forgotten first. */
const REMEMBERED_CLIENTS = 2_000;

/** Says how often one client may ask this route: beyond it the answer is 429 `too-many-requests`. */
export function Limited(limit: RouteLimit): MethodDecorator {
  return applyDecorators(SetMetadata(LIMIT, limit), withRouteConfig({ limit }));
}

/** Says why this route, though it writes, takes any number of requests. */
export function Unlimited(because: string): MethodDecorator {
  return applyDecorators(
    SetMetadata(LIMIT, 'none'),
    withRouteConfig({ limit: 'none', unlimitedBecause: because }),
  );
}

/**
 * The limit of a controller's method; for whoever describes the routes.
 * @param method the HTTP method that it answers.
 */
export function limitOf(handler: object, method: string): RouteLimit | undefined {
  return effective(Reflect.getMetadata(LIMIT, handler) as Declared, method);
}

/** Counts each client's requests in memory, for a minute at a time; each process counts by itself. */
export async function limitRoutes(fastify: FastifyInstance, factor: number): Promise<void> {
  fastify.addHook('onRoute', (route: RouteOptions) => {
    const declared = (route.config as { limit?: Declared } | undefined)?.limit;
    const limit = effective(declared, [route.method].flat().join());
    if (limit === undefined) return;
    const max = Math.max(1, Math.floor(limit.perMinute * factor));
    Object.assign((route.config ??= {}), {
      rateLimit: { max, timeWindow: MINUTE_MS, cache: REMEMBERED_CLIENTS },
    });
  });
  const none = {
    'x-ratelimit-limit': false,
    'x-ratelimit-remaining': false,
    'x-ratelimit-reset': false,
  };
  await fastify.register(rateLimit, {
    global: false,
    keyGenerator: (request) => customerOf(request.ip),
    addHeaders: { ...none, 'retry-after': true },
    addHeadersOnExceeding: none,
    errorResponseBuilder: (_request, { ttl }) =>
      new Refusal(
        'too-many',
        'too-many-requests',
        'That was often. Please wait a little before you try again.',
        [],
        Math.max(1, Math.ceil(ttl / 1000)),
      ),
  });
}

type Declared = RouteLimit | 'none' | undefined;

function effective(declared: Declared, methods: string): RouteLimit | undefined {
  if (declared === 'none') return undefined;
  if (declared !== undefined) return declared;
  return /\b(?:POST|PUT|PATCH|DELETE)\b/.test(methods) ? LIMIT_OF_WRITES : undefined;
}
