import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Refusal } from '#libs/contracts';

/**
 * The request's `If-Match` (RFC 9110, section 13.1.1): an edit says which version it was made from, so that two
 * editors never undo each other unknowingly.
 * @throws Refusal `precondition-required` (RFC 6585, section 3) when there is none.
 */
export const IfMatch = createParamDecorator((_: unknown, context: ExecutionContext): string => {
  const header = context.switchToHttp().getRequest<FastifyRequest>().headers['if-match'];
  if (header !== undefined && header !== '') return header;
  throw new Refusal(
    'precondition-required',
    'precondition-required',
    'Say in If-Match which version you have changed: the ETag that came with it.',
    [{ pointer: 'header:If-Match', detail: 'missing' }],
  );
});

/** @throws Refusal `precondition-failed` when somebody else has changed it meanwhile. */
export function assertMatches(ifMatch: string, version: number): void {
  const tags = ifMatch.split(',').map((tag) => tag.trim());
  if (tags.includes('*') || tags.includes(etagOf(version))) return;
  throw changedSince(`it is ${etagOf(version)} now`);
}

/** Somebody else's change has come between the reading and this edit. */
export function changedSince(detail: string): Refusal {
  return new Refusal(
    'precondition-failed',
    'precondition-failed',
    'This has been changed since you read it. Please read it again.',
    [{ pointer: 'header:If-Match', detail }],
  );
}

/** The `ETag` of a version; strong, as If-Match wants it. */
export function etagOf(version: number): string {
  return `"${version}"`;
}
