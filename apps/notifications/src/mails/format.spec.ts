import { describe, expect, it } from '@jest/globals';
import { formatBytes, formatClock, formatDay, formatInstant, formatMoney, formatPeriod } from './format.js';

const chicago = 'America/Chicago';

describe('formatMoney', () => {
  it.each([
    [12000, 'USD', '$120.00'],
    [5, 'USD', '$0.05'],
    [1200, 'JPY', '¥1,200'],
    [1234567, 'HUF', 'HUF 12,345.67'],
    [1500, 'KWD', 'KWD 1.500'],
  ])('%i minor units of %s are %s', (amount, currency, written) => {
    expect(formatMoney({ amount, currency }, 'en-US').replace(/\s/gu, ' ')).toBe(written);
  });
});

describe('formatInstant', () => {
  it('writes the wall clock of the zone, on its own day', () => {
    expect(formatInstant('2026-12-02T00:00:00Z', chicago, 'en-US')).toBe(
      'Tuesday, December 1, 2026, 6:00 PM (Chicago time)',
    );
  });

  it('follows summer time', () => {
    expect(formatInstant('2026-07-01T23:00:00Z', chicago, 'en-US')).toContain('6:00 PM');
  });

  it('follows the order and the clock of the locale', () => {
    expect(formatInstant('2026-12-02T00:00:00Z', chicago, 'en-GB')).toMatch(
      /^Tuesday,? 1 December 2026, 18:00 /,
    );
  });
});

describe('the time or the day alone', () => {
  it('is that of the zone', () => {
    expect(formatClock('2026-12-02T00:00:00Z', chicago, 'en-US')).toBe('6:00 PM (Chicago time)');
    expect(formatDay('2026-12-02T00:00:00Z', chicago, 'en-US')).toBe('Tuesday, December 1');
  });
});

describe('formatPeriod', () => {
  it('says the day once', () => {
    expect(formatPeriod('2026-12-02T00:00:00Z', '2026-12-02T02:00:00Z', chicago, 'en-US')).toBe(
      'Tuesday, December 1, 2026, 6:00 – 8:00 PM (Chicago time)',
    );
  });

  it('says both days where it ends on another one', () => {
    expect(formatPeriod('2026-12-02T00:00:00Z', '2026-12-03T02:00:00Z', 'UTC', 'en-US')).toBe(
      'Wednesday, December 2, 2026, 12:00 AM – Thursday, December 3, 2026, 2:00 AM (UTC)',
    );
  });
});

describe('formatBytes', () => {
  it.each([
    [900, '0.9 kB'],
    [52_428_800, '52.4 MB'],
    [3_200_000_000, '3.2 GB'],
  ])('%i bytes are %s', (bytes, written) => {
    expect(formatBytes(bytes, 'en-US')).toBe(written);
  });
});
