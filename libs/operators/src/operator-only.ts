import {
  applyDecorators,
  createParamDecorator,
  Injectable,
  SetMetadata,
  UseGuards,
  type CanActivate,
  type ExecutionContext,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import type { Operator } from './operator.js';
import { actingOperatorOf, Operators } from './operators.js';
import type { Scope } from './scopes.js';

const OPERATOR_SCOPE = Symbol('operator scope');

@Injectable()
class OperatorGuard implements CanActivate {
  constructor(
    private readonly operators: Operators,
    private readonly reflector: Reflector,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const scope = this.reflector.getAllAndOverride<Scope>(OPERATOR_SCOPE, [
      context.getHandler(),
      context.getClass(),
    ]);
    await this.operators.admit(context.switchToHttp().getRequest<FastifyRequest>(), scope);
    return true;
  }
}

/**
 * Only operators whose key has this scope may call this route, or the routes of this controller that say no other.
 * Others get 401 `operator-only` or 403 `scope-missing`.
 */
export function OperatorOnly(scope: Scope): ClassDecorator & MethodDecorator {
  return applyDecorators(SetMetadata(OPERATOR_SCOPE, scope), UseGuards(OperatorGuard));
}

/** The scope that a controller or one of its methods wants, or undefined; for the API's description. */
export function operatorScopeOf(target: object): Scope | undefined {
  return Reflect.getMetadata(OPERATOR_SCOPE, target) as Scope | undefined;
}

/** The {@link Operator} who calls an `@OperatorOnly` route. */
export const ActingOperator = createParamDecorator((_: unknown, context: ExecutionContext): Operator =>
  actingOperatorOf(context.switchToHttp().getRequest<FastifyRequest>()),
);
