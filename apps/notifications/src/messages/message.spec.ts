import { describe, expect, it } from '@jest/globals';
import {
  ATTEMPTS_AT_MOST,
  COMES_FROM,
  fateAfter,
  HEARD_OF_WITHIN_MS,
  leftOut,
  purposeOf,
  retryDelayMs,
  UNANSWERED_AT_MOST,
} from './message.js';

const first = { attempts: 1, unanswered: 0 };
const purposes = ['transactional', 'follow-up'] as const;

describe('a mail that was refused for good', () => {
  it.each(purposes)('has failed (%s)', (purpose) => {
    expect(fateAfter('refused', { purpose, ...first })).toEqual({ state: 'failed' });
  });
});

describe('a mail that was not accepted', () => {
  it.each(purposes)('goes again after a minute, and later after longer (%s)', (purpose) => {
    expect(fateAfter('not-accepted', { purpose, ...first })).toEqual({ state: 'queued', againInMs: 60_000 });
    expect(fateAfter('not-accepted', { purpose, attempts: 5, unanswered: 0 })).toEqual({
      state: 'queued',
      againInMs: 16 * 60_000,
    });
  });

  it('is tried for about three days', () => {
    const waits = Array.from({ length: ATTEMPTS_AT_MOST - 1 }, (_, nth) => retryDelayMs(nth + 1));
    const days = waits.reduce((sum, wait) => sum + wait, 0) / 86_400_000;
    expect(days).toBeGreaterThan(2.9);
    expect(days).toBeLessThan(3.1);
  });

  it('has failed after that, or is uncertain if an attempt before was', () => {
    const last = { purpose: 'transactional', attempts: ATTEMPTS_AT_MOST } as const;
    expect(fateAfter('not-accepted', { ...last, unanswered: 0 })).toEqual({ state: 'failed' });
    expect(fateAfter('not-accepted', { ...last, unanswered: 1 })).toEqual({ state: 'uncertain' });
  });
});

describe('a mail that may have gone', () => {
  it('is uncertain for good when it is a follow-up: nobody gets it twice', () => {
    expect(fateAfter('no-answer', { purpose: 'follow-up', ...first })).toEqual({ state: 'uncertain' });
  });

  it('goes again after ten minutes when it is transactional, but not for ever', () => {
    const mail = { purpose: 'transactional', attempts: 1 } as const;
    const fates = Array.from({ length: UNANSWERED_AT_MOST }, (_, unanswered) =>
      fateAfter('no-answer', { ...mail, unanswered }),
    );
    expect(fates).toEqual([
      { state: 'uncertain', againInMs: HEARD_OF_WITHIN_MS },
      { state: 'uncertain', againInMs: HEARD_OF_WITHIN_MS },
      { state: 'uncertain' },
    ]);
  });
});

describe('a mail that need not go', () => {
  it('is skipped, unless an earlier attempt may have sent it', () => {
    expect(leftOut({ state: 'queued', unanswered: 0 })).toBe('skipped');
    expect(leftOut({ state: 'queued', unanswered: 1 })).toBe('uncertain');
    expect(leftOut({ state: 'uncertain', unanswered: 1 })).toBe('uncertain');
  });
});

describe('the states', () => {
  it('sent, skipped and failed are ends', () => {
    const left = Object.values(COMES_FROM).flat();
    for (const end of ['sent', 'skipped', 'failed'] as const) expect(left).not.toContain(end);
  });

  it('what one has asked for goes without consent, what leads on does not', () => {
    expect(purposeOf('receipt')).toBe('transactional');
    expect(purposeOf('follow-up-courses')).toBe('follow-up');
  });
});
