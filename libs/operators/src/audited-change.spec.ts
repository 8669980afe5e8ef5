import { describe, expect, it } from '@jest/globals';
import { auditedChange } from './audited-change.js';

describe('what the audit trail keeps of a change', () => {
  it('is what differs, and nothing else', () => {
    const before = { title: 'Ask', price: { amount: 1, currency: 'USD' }, tags: ['a'], at: new Date(0) };
    const after = { ...before, price: { amount: 2, currency: 'USD' }, tags: ['a'], at: new Date(0) };
    expect(auditedChange(before, after)).toEqual({
      before: { price: { amount: 1, currency: 'USD' } },
      after: { price: { amount: 2, currency: 'USD' } },
    });
  });

  it('is all of it when it is made or removed', () => {
    expect(auditedChange(null, { title: 'Ask' })).toEqual({ before: null, after: { title: 'Ask' } });
    expect(auditedChange({ title: 'Ask' }, null)).toEqual({ before: { title: 'Ask' }, after: null });
  });

  it('when a field comes or goes, then it stands on one side alone', () => {
    expect(auditedChange({ venue: 'Room 4' }, { url: 'x' })).toEqual({
      before: { venue: 'Room 4' },
      after: { url: 'x' },
    });
    expect(auditedChange({ venue: undefined, seats: 1 }, { venue: null, seats: 1 })).toEqual({
      before: {},
      after: { venue: null },
    });
  });

  it('tells that a secret has changed, and neither the one nor the other', () => {
    const change = auditedChange(
      { hash: 'a1', nested: { inputHash: 'b1', list: [{ apiToken: 'c1', clientSecret: null }] } },
      { hash: 'a2', nested: { inputHash: 'b2', list: [{ apiToken: 'c2', clientSecret: null }] } },
    );
    const shown = {
      hash: '[redacted]',
      nested: { inputHash: '[redacted]', list: [{ apiToken: '[redacted]', clientSecret: null }] },
    };
    expect(change).toEqual({ before: shown, after: shown });
  });

  it('holds no address of anybody, wherever it stands', () => {
    const state = {
      email: 'ada@example.org',
      person: { name: 'Ada' },
      notes: ['Write to <ada@example.org>, or to bob.b+x@mail.example.org.'],
    };
    expect(auditedChange(null, state).after).toEqual({
      email: '[redacted]',
      person: '[redacted]',
      notes: ['Write to <[address]>, or to [address].'],
    });
  });
});

describe('looking for addresses', () => {
  // Searched without bounds, this text would take minutes, and the test its time limit.
  it('when a text is very long and without any blank, then it comes to an end', () => {
    const state = { markdown: 'x'.repeat(500_000) };
    expect(auditedChange(null, state).after).toEqual(state);
  });
});
