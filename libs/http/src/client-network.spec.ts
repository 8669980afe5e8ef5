import { describe, expect, it } from '@jest/globals';
import { customerOf, routedBlockOf } from './client-network.js';

describe('a client', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2200::1', '2001:db8:1:22ff:1:2:3:4'],
    ['2001:0DB8:0001:2200:0:0:0:1', '2001:db8:1:2200::9'],
  ])('at %s is the same customer as at %s', (one, other) => {
    expect(customerOf(one)).toBe(customerOf(other));
  });

  it.each([
    ['203.0.113.7', '203.0.113.8'],
    ['2001:db8:1:2200::1', '2001:db8:1:2300::1'],
  ])('at %s is another customer than at %s', (one, other) => {
    expect(customerOf(one)).not.toBe(customerOf(other));
  });

  it.each([
    ['203.0.113.7', '203.0.113.250'],
    ['2001:db8:1:1::1', '2001:db8:1:ffff::1'],
    ['::ffff:203.0.113.7', '203.0.113.8'],
  ])('at %s is in the same routed block as at %s', (one, other) => {
    expect(routedBlockOf(one)).not.toBeNull();
    expect(routedBlockOf(one)).toBe(routedBlockOf(other));
  });

  it.each([
    ['203.0.113.7', '203.0.114.7'],
    ['2001:db8:1::1', '2001:db8:2::1'],
  ])('at %s is in another routed block than at %s', (one, other) => {
    expect(routedBlockOf(one)).not.toBe(routedBlockOf(other));
  });

  it.each([
    '127.0.0.1',
    '::1',
    '::ffff:127.0.0.1',
    '10.1.2.3',
    '100.64.0.1',
    '100.127.255.254',
    '172.20.0.4',
    '192.168.1.9',
    'fe80::1%eth0',
    'fd00::1',
    'nonsense',
  ])('at %s is in no block that tells it from others', (address) => {
    expect(routedBlockOf(address)).toBeNull();
  });
});
