import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Refusal } from '#libs/contracts';

/**
 * The token of a request: `Authorization: Bearer …`, or `?token=` of a link that a person followed.
 * @throws Refusal `token-missing` when there is none.
 */
export const BearerToken = createParamDecorator((_: unknown, context: ExecutionContext): string => {
  const request = context.switchToHttp().getRequest<FastifyRequest<{ Querystring: { token?: unknown } }>>();
  const bearer = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  const token = bearer ?? request.query.token;
  if (typeof token === 'string' && token !== '') return token;
  throw new Refusal('unauthenticated', 'token-missing', 'This needs a link token or a sign-in.', [
    { pointer: 'header:Authorization', detail: 'missing' },
  ]);
});
