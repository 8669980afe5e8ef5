import { createHmac, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { KeyRing } from '#libs/identity';

export const SIGN_IN_MINUTES = 15;

/** The six digits of a sign-in: derived from its id, so that they are stored nowhere. */
@Injectable()
export class SignInCodes {
  private readonly key: Buffer;

  constructor(keys: KeyRing) {
    this.key = keys.derive('sign-in codes');
  }

  codeOf(signInId: string): string {
    const number = createHmac('sha256', this.key).update(signInId).digest().readUInt32BE(0) % 1_000_000;
    return String(number).padStart(6, '0');
  }

  matches(signInId: string, code: string): boolean {
    const expected = Buffer.from(this.codeOf(signInId));
    const given = Buffer.from(code);
    return given.length === expected.length && timingSafeEqual(given, expected);
  }
}
