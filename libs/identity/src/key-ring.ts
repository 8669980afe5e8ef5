import { createHmac, hkdfSync } from 'node:crypto';
import { stringify } from 'uuid';
import { normalizedEmail } from './email.js';

/** The secret of one Ally instance and what is derived from it (HKDF, RFC 5869); each purpose has a key of its own. */
export class KeyRing {
  /** Purposes are few and deriving is not free: several are needed for each request. */
  private readonly derived = new Map<string, Buffer>();

  /** @param instanceKey at least 32 bytes; whoever holds it can make every link and every person id. */
  constructor(private readonly instanceKey: Buffer) {
    if (instanceKey.length < 32) throw new Error('The instance key must have at least 32 bytes');
  }

  /** Says which key signed a statement, so that keys can be changed while old statements are about. */
  get keyId(): string {
    return this.derive('key id').toString('hex').slice(0, 8);
  }

  /** A key of 32 bytes for one purpose: always the same bytes, and not to be written to. */
  derive(purpose: string): Buffer {
    let key = this.derived.get(purpose);
    if (key === undefined) {
      key = Buffer.from(hkdfSync('sha256', this.instanceKey, 'ally', purpose, 32));
      this.derived.set(purpose, key);
    }
    return key;
  }

  /** The id of the person behind an address: UUID v8 (RFC 9562) of a keyed hash, the same in every service. */
  personIdOf(email: string): string {
    const bytes = createHmac('sha256', this.derive('person id'))
      .update(normalizedEmail(email))
      .digest()
      .subarray(0, 16);
    bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
    bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
    return stringify(bytes);
  }
}
