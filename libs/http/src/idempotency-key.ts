import { createHash } from 'node:crypto';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Refusal } from '#libs/contracts';

/** A caller's key for one wish, and the hash of the wish, so that the key cannot be used for another. */
export interface Wish {
  readonly key: string | null;
  readonly inputHash: string;
}

const key = z.uuid();

/**
 * The request's `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header) and the hash of its body. Callers are
 * anonymous here, so a key must be a UUID: nobody can then guess another's.
 */
export const IdempotentWish = createParamDecorator((_: unknown, context: ExecutionContext): Wish => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  const header = request.headers['idempotency-key'];
  const inputHash = createHash('sha256')
    .update(JSON.stringify(request.body ?? null))
    .digest('hex');
  if (header === undefined) return { key: null, inputHash };
  const parsed = key.safeParse(header);
  if (!parsed.success) {
    throw new Refusal('invalid', 'idempotency-key-invalid', 'The Idempotency-Key must be a UUID.', [
      { pointer: 'header:Idempotency-Key', detail: 'not a UUID' },
    ]);
  }
  return { key: parsed.data.toLowerCase(), inputHash };
});

/** @throws Refusal `idempotency-key-reused` when the key was used for another input. */
export function assertSameWish(wish: Wish, earlierInputHash: string | null): void {
  if (wish.inputHash === earlierInputHash) return;
  throw new Refusal(
    'unprocessable',
    'idempotency-key-reused',
    'This Idempotency-Key was used with another body.',
    [{ pointer: 'header:Idempotency-Key', detail: 'used before with another body' }],
  );
}

/** Tells the caller that this answer is of a wish that had been fulfilled before. */
export function markReplayed(reply: FastifyReply): void {
  void reply.header('Idempotency-Replayed', 'true');
}
