import { describe, expect, it } from '@jest/globals';
import { isSignedBy, signatureOf } from './webhook-signature.js';

const secret = Buffer.from('a secret of the sandbox');
const body = Buffer.from('{"id":"evt_1"}');
const at = 1_800_000_000;
const good = signatureOf(secret, body, at);

describe('webhook signature', () => {
  it('holds for the body, the secret and the time it was made for', () => {
    expect(isSignedBy(secret, body, good, at)).toBe(true);
    expect(isSignedBy(secret, body, good, at + 300)).toBe(true);
  });

  it.each([
    ['another body', isSignedBy(secret, Buffer.from('{"id":"evt_2"}'), good, at)],
    ['another secret', isSignedBy(Buffer.from('another'), body, good, at)],
    ['an old time', isSignedBy(secret, body, good, at + 301)],
    ['a time ahead', isSignedBy(secret, body, good, at - 301)],
    ['another time than was signed', isSignedBy(secret, body, good.replace(String(at), String(at + 1)), at)],
    ['two times', isSignedBy(secret, body, `t=${at + 1},${good}`, at)],
    ['no time', isSignedBy(secret, body, good.replace(/^t=\d+,/, ''), at)],
    ['half a signature', isSignedBy(secret, body, good.slice(0, -2), at)],
    ['an empty header', isSignedBy(secret, body, '', at)],
  ])('does not hold for %s', (_, holds) => {
    expect(holds).toBe(false);
  });

  it('holds when one of several signatures fits', () => {
    const old = signatureOf(Buffer.from('the secret before'), body, at).split(',')[1];
    expect(isSignedBy(secret, body, good.replace(',', `,${old},`), at)).toBe(true);
  });
});
