import { FASTIFY_ROUTE_CONFIG_METADATA } from '@nestjs/platform-fastify/constants.js';

/** Adds to what Fastify knows of a route; Nest's own `RouteConfig` would replace what another decorator has said. */
export function withRouteConfig(more: Readonly<Record<string, unknown>>): MethodDecorator {
  return (_target, _name, descriptor) => {
    const handler = descriptor.value as object;
    const said = Reflect.getMetadata(FASTIFY_ROUTE_CONFIG_METADATA, handler) as object | undefined;
    Reflect.defineMetadata(FASTIFY_ROUTE_CONFIG_METADATA, { ...said, ...more }, handler);
  };
}
