import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Refusal } from '#libs/contracts';

/** One member of a dictionary of byte sequences (RFC 8941): `sha-256=:…:`, perhaps with parameters. */
const MEMBER = /^([a-z0-9*][a-z0-9_.*-]*)=:([A-Za-z0-9+/]*={0,2}):(?:;[\x20-\x7e]*)?$/;
const SHA_256_BYTES = 32;

/**
 * The SHA-256 that the request's `Repr-Digest` (RFC 9530) promises of the whole body, in lower-case hexadecimal; undefined
 * when there is no such header.
 * @throws Refusal `repr-digest-invalid` when it promises no SHA-256, or cannot be read: who sends one wants it checked.
 */
export const ReprDigest = createParamDecorator(
  (_: unknown, context: ExecutionContext): string | undefined => {
    const header = context.switchToHttp().getRequest<FastifyRequest>().headers['repr-digest'];
    return header === undefined ? undefined : sha256Of(String(header));
  },
);

/** @throws Refusal `repr-digest-invalid`. */
export function sha256Of(reprDigest: string): string {
  let found: string | undefined;
  for (const member of reprDigest.split(',')) {
    const [, algorithm, base64 = ''] = MEMBER.exec(member.trim()) ?? [];
    if (algorithm === undefined) throw invalid('is not as RFC 9530 writes it: sha-256=:…:');
    if (algorithm !== 'sha-256') continue;
    const bytes = Buffer.from(base64, 'base64');
    if (bytes.length !== SHA_256_BYTES) throw invalid('sha-256 has 32 bytes, in base64');
    found = bytes.toString('hex');
  }
  if (found === undefined) throw invalid('has no sha-256');
  return found;
}

function invalid(detail: string): Refusal {
  return new Refusal('invalid', 'repr-digest-invalid', 'The Repr-Digest must be a SHA-256.', [
    { pointer: 'header:Repr-Digest', detail },
  ]);
}
