import { createHash, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Refusal } from '#libs/contracts';

/** The operator's API key, provided by each service module from its configuration. */
export const OPERATOR_KEY = Symbol('operator key');

/** Lets pass who shows the operator's key. */
@Injectable()
export class OperatorGuard implements CanActivate {
  constructor(@Inject(OPERATOR_KEY) private readonly operatorKey: string) {}

  canActivate(context: ExecutionContext): boolean {
    const { authorization = '' } = context.switchToHttp().getRequest<FastifyRequest>().headers;
    if (timingSafeEqual(digest(authorization), digest(`Bearer ${this.operatorKey}`))) return true;
    throw new Refusal('unauthenticated', 'operator-only', 'This needs the API key of an operator.', [
      { pointer: 'header:Authorization', detail: 'no operator key' },
    ]);
  }
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
