import type { FastifyRequest } from 'fastify';

/** True for a browser that sent a form, and wants to be shown the next page instead of JSON. */
export function prefersHtml(request: FastifyRequest): boolean {
  return request.headers.accept?.includes('text/html') ?? false;
}
