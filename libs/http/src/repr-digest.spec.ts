import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { sha256Of } from './repr-digest.js';

const base64 = createHash('sha256').update('bytes').digest('base64');
const hex = createHash('sha256').update('bytes').digest('hex');

describe('Repr-Digest', () => {
  it.each([
    ['alone', `sha-256=:${base64}:`],
    ['among others', `sha-512=:AAAA:, sha-256=:${base64}:,unixsum=:AA==:`],
    ['with a parameter', `sha-256=:${base64}:;q=1`],
  ])('when SHA-256 stands there %s, then it is what is promised', (_, header) => {
    expect(sha256Of(header)).toBe(hex);
  });

  it.each([
    ['another digest alone', 'sha-512=:AAAA:'],
    ['hexadecimal', `sha-256=${hex}`],
    ['too few bytes', 'sha-256=:AAAA:'],
    ['nothing', ''],
    ['what is no base64', 'sha-256=:ä:'],
    ['a member cut off', `sha-256=:${base64}:,`],
  ])('when it is %s, then it is refused', (_, header) => {
    expect(() => sha256Of(header)).toThrow('repr-digest-invalid');
  });
});
