import { RequestMethod, type DynamicModule, type Type } from '@nestjs/common';
import {
  HTTP_CODE_METADATA,
  METHOD_METADATA,
  PATH_METADATA,
  ROUTE_ARGS_METADATA,
} from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import type { z } from 'zod';
import {
  BearerToken,
  IdempotentWish,
  IfMatch,
  limitOf,
  takesForms,
  ReprDigest,
  type RouteLimit,
} from '#libs/http';
import { routeDescriptionOf, type RouteDescription } from '#libs/openapi';
import { operatorScopeOf, type Scope } from '#libs/operators';

/** What the code of one route says about itself. */
export interface DocumentedRoute {
  readonly service: string;
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** As OpenAPI writes it: `/v1/articles/{slug}`. */
  readonly path: string;
  /** Of a success. */
  readonly status: number;
  readonly description: RouteDescription;
  readonly body: z.ZodType | undefined;
  /** A page posts its form here, beside programs that send JSON. */
  readonly takesForms: boolean;
  /** The whole query, or single parameters by their names. */
  readonly query: z.ZodObject | ReadonlyMap<string, z.ZodType>;
  readonly params: ReadonlyMap<string, z.ZodType | undefined>;
  /** The link's token or the session opens it. */
  readonly wantsToken: boolean;
  readonly isIdempotent: boolean;
  /** An edit that says which version it was made from. */
  readonly wantsVersion: boolean;
  /** It may announce what its body adds up to. */
  readonly takesDigest: boolean;
  readonly scope: Scope | undefined;
  readonly limit: RouteLimit | undefined;
}

interface Argument {
  readonly data?: unknown;
  readonly schema?: z.ZodType;
  readonly factory?: unknown;
}

type Handler = (...args: unknown[]) => unknown;

const BEARER_TOKEN = factoryOf(BearerToken());
const IDEMPOTENT_WISH = factoryOf(IdempotentWish());
const IF_MATCH = factoryOf(IfMatch());
const REPR_DIGEST = factoryOf(ReprDigest());

/**
 * The routes of a module's controllers, from the decorators that make them.
 * @throws when a route has no `@Route`.
 */
export function routesOf(
  service: string,
  { controllers = [] }: Pick<DynamicModule, 'controllers'>,
): DocumentedRoute[] {
  return controllers.flatMap((controller) =>
    Object.getOwnPropertyNames(controller.prototype).flatMap((name) => {
      const handler = (controller.prototype as Record<string, Handler>)[name];
      if (handler === undefined || !Reflect.hasMetadata(METHOD_METADATA, handler)) return [];
      return [routeOf(service, controller as Type, name, handler)];
    }),
  );
}

function routeOf(service: string, controller: Type, name: string, handler: Handler): DocumentedRoute {
  const verb = RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod];
  const description = routeDescriptionOf(handler);
  if (description === undefined) throw new Error(`${controller.name}.${name} has no @Route`);
  const at = [controller, handler].map((part) => String(Reflect.getMetadata(PATH_METADATA, part) ?? ''));
  const path = `/${at
    .flatMap((part) => part.split('/'))
    .filter(Boolean)
    .join('/')}`;
  const args = argumentsOf(controller, name);
  const named = (type: RouteParamtypes) =>
    args.filter(([key, { data }]) => key.startsWith(`${type}:`) && typeof data === 'string');
  const whole = (type: RouteParamtypes) =>
    args.find(([key, { data }]) => key.startsWith(`${type}:`) && data === undefined)?.[1].schema;
  const params = new Map(named(RouteParamtypes.PARAM).map(([, { data, schema }]) => [String(data), schema]));
  const query = new Map(
    named(RouteParamtypes.QUERY).flatMap(([, { data, schema }]) =>
      schema === undefined ? [] : [[String(data), schema] as const],
    ),
  );
  return {
    service,
    method: verb.toLowerCase() as DocumentedRoute['method'],
    path: path.replaceAll(/:(\w+)/g, '{$1}'),
    status:
      (Reflect.getMetadata(HTTP_CODE_METADATA, handler) as number | undefined) ??
      (verb === 'POST' ? 201 : 200),
    description,
    body: whole(RouteParamtypes.BODY),
    takesForms: takesForms(handler),
    query: (whole(RouteParamtypes.QUERY) as z.ZodObject | undefined) ?? query,
    params: new Map([...path.matchAll(/:(\w+)/g)].map(([, param = '']) => [param, params.get(param)])),
    wantsToken: args.some(([, { factory }]) => factory === BEARER_TOKEN),
    isIdempotent: args.some(([, { factory }]) => factory === IDEMPOTENT_WISH),
    wantsVersion: args.some(([, { factory }]) => factory === IF_MATCH),
    takesDigest: args.some(([, { factory }]) => factory === REPR_DIGEST),
    scope: operatorScopeOf(handler) ?? operatorScopeOf(controller),
    limit: limitOf(handler, verb),
  };
}

function argumentsOf(controller: Type, name: string): [string, Argument][] {
  return Object.entries(
    (Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, name) ?? {}) as Record<string, Argument>,
  );
}

/** What Nest keeps of a custom parameter decorator: the only thing by which a route's use of it can be told. */
function factoryOf(decorator: ParameterDecorator): unknown {
  class Probe {
    method(): void {}
  }
  decorator(Probe.prototype, 'method', 0);
  return argumentsOf(Probe, 'method')[0]?.[1].factory;
}
