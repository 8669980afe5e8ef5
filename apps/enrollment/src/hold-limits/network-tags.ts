import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { KeyRing } from '#libs/identity';

const A_DAY_MS = 24 * 60 * 60_000;
const TAG_BYTES = 16;

/**
 * What is kept of a network: a keyed hash that compares it with others of the same day and says nothing else. Without
 * the instance's key nobody finds the network behind it, and from day to day one network has different tags.
 */
@Injectable()
export class NetworkTags {
  constructor(private readonly keys: KeyRing) {}

  /** The tag of today, and that of yesterday: a hold lasts a day at most. */
  of(network: string, now: Date): readonly [Buffer, Buffer] {
    return [this.tag(network, now), this.tag(network, new Date(now.getTime() - A_DAY_MS))];
  }

  private tag(network: string, instant: Date): Buffer {
    const key = this.keys.derive(`network of a hold on ${instant.toISOString().slice(0, 10)}`);
    return createHmac('sha256', key).update(network).digest().subarray(0, TAG_BYTES);
  }
}
