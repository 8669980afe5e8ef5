import { webcrypto } from 'node:crypto';
import { errors, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import { Refusal } from '#libs/contracts';
import type { Clock } from '#libs/clock';
import type { KeyRing } from './key-ring.js';

const ISSUER = 'ally';
const ALGORITHM = 'HS256';

/** A thing that may be said between services by way of a browser or a mail, and what it must look like. */
export interface Statement<Shape extends z.ZodType> {
  /** Who may believe it; a statement for one audience is worth nothing to another. */
  readonly audience: string;
  readonly claims: Shape;
}

/** Signs and verifies statements (JWS, RFC 7515, HMAC-SHA256 only). Expiry is judged by the business clock. */
export class SignedStatements {
  private imported: Promise<webcrypto.CryptoKey> | undefined;

  constructor(
    private readonly keys: KeyRing,
    private readonly clock: Clock,
  ) {}

  /** @param expiresAt after this instant nobody believes it; without one it holds until its object says otherwise. */
  async sign<Shape extends z.ZodType>(
    statement: Statement<Shape>,
    claims: z.input<Shape>,
    expiresAt?: Date,
  ): Promise<string> {
    const token = new SignJWT({ claims: statement.claims.parse(claims) })
      .setProtectedHeader({ alg: ALGORITHM, kid: this.keys.keyId })
      .setIssuer(ISSUER)
      .setAudience(statement.audience);
    if (expiresAt !== undefined) token.setExpirationTime(expiresAt);
    return token.sign(await this.key());
  }

  /** @throws Refusal `link-expired` (gone) or `link-invalid` (unauthenticated). */
  async verify<Shape extends z.ZodType>(
    statement: Statement<Shape>,
    token: string,
  ): Promise<z.output<Shape>> {
    try {
      const { payload } = await jwtVerify(token, await this.key(), {
        algorithms: [ALGORITHM],
        issuer: ISSUER,
        audience: statement.audience,
        currentDate: this.clock.now(),
      });
      return statement.claims.parse(payload.claims);
    } catch (error) {
      if (error instanceof errors.JWTExpired)
        throw new Refusal('gone', 'link-expired', 'This link has expired.');
      if (error instanceof errors.JOSEError || error instanceof z.ZodError) {
        throw new Refusal(
          'unauthenticated',
          'link-invalid',
          'This link is not one that we made for this purpose.',
        );
      }
      throw error;
    }
  }

  /** Imported once: given as bytes, each use would import them again, which costs more than to sign. */
  private key(): Promise<webcrypto.CryptoKey> {
    this.imported ??= webcrypto.subtle.importKey(
      'raw',
      this.keys.derive('signed statements'),
      { name: 'HMAC', hash: 'SHA-256' },
      false,
      ['sign', 'verify'],
    );
    return this.imported;
  }
}
