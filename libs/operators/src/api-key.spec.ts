import { describe, expect, it } from '@jest/globals';
import { assert, property, uuid } from 'fast-check';
import { crc32 } from 'node:zlib';
import { newId } from '#libs/database';
import { hashOfApiKey, idOfApiKey, modeOfKeys, newApiKey, publicStartOf } from './api-key.js';
import { toBase62 } from './base62.js';

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const id = newId();
const key = newApiKey('test', id);
const withChecksum = (body: string) => body + toBase62(BigInt(crc32(body)), 6);

describe('an API key', () => {
  it('begins as its mode says, holds its id, and ends with its checksum', () => {
    expect(key).toMatch(/^ally_test_[0-9A-Za-z]{71}$/);
    expect(newApiKey('live', id)).toMatch(/^ally_live_[0-9A-Za-z]{71}$/);
    expect(withChecksum(key.slice(0, -6))).toBe(key);
  });

  it('when it is read, then it gives the id that it was made of, whatever that is', () => {
    assert(property(uuid(), (any) => idOfApiKey(newApiKey('test', any)) === any));
    const extremes = ['00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff'];
    for (const any of extremes) expect(idOfApiKey(newApiKey('live', any))).toBe(any);
  });

  it('when two are made of one id, then only their public beginning is the same', () => {
    const other = newApiKey('test', id);
    expect(publicStartOf(other)).toBe(publicStartOf(key));
    expect(other).not.toBe(key);
    expect(hashOfApiKey(other)).not.toBe(hashOfApiKey(key));
  });

  it('when any one character is another, then it cannot be a key', () => {
    for (let place = 0; place < key.length; place++) {
      const digit = DIGITS[(DIGITS.indexOf(key.charAt(place)) + 1) % DIGITS.length];
      expect(idOfApiKey(`${key.slice(0, place)}${digit}${key.slice(place + 1)}`)).toBeUndefined();
    }
  });

  it.each([
    ['nothing', ''],
    ['too little', key.slice(0, -1)],
    ['too much', `${key}0`],
    ['a line more', `${key}\n`],
    ['another prefix', withChecksum(key.slice(0, -6).replace('test', 'prod'))],
    ['a made-up checksum', `${key.slice(0, -6)}000000`],
    ['an id that is larger than any', withChecksum(`ally_test_${'z'.repeat(22)}${'0'.repeat(43)}`)],
    ['other characters', withChecksum(`ally_test_${'-'.repeat(65)}`)],
  ])('is not %s', (_, text) => {
    expect(idOfApiKey(text)).toBeUndefined();
  });

  it('is live when the key of its instance is, and else for tests', () => {
    expect(modeOfKeys(newApiKey('live', id))).toBe('live');
    expect(modeOfKeys(key)).toBe('test');
    expect(modeOfKeys('a key of an operator’s own making')).toBe('test');
  });
});
