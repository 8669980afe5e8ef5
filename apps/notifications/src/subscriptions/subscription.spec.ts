import { describe, expect, it } from '@jest/globals';
import {
  afterConfirmation,
  afterRequest,
  waitsForProof,
  withoutTopic,
  type Subscription,
} from './subscription.js';

const requested: Subscription = {
  id: 's',
  personId: 'p',
  state: 'requested',
  topics: ['articles', 'news'],
  readerId: null,
  via: null,
  wanted: null,
  epoch: 1,
  version: 1,
};
const request = { topics: ['articles'], readerId: 'r', via: null };

describe('a subscription', () => {
  it('is confirmed by its link once', () => {
    const confirmed = afterConfirmation(requested);
    expect(confirmed).toMatchObject({ state: 'confirmed', version: 2 });
    expect(confirmed && afterConfirmation(confirmed)).toBeUndefined();
  });

  it('that is confirmed is not changed by whoever types the address again', () => {
    const confirmed: Subscription = { ...requested, state: 'confirmed', readerId: 'r' };
    expect(afterRequest(confirmed, request)).toBe(confirmed);
  });

  it('that is asked for again before it is confirmed keeps its link, unless the wish is another', () => {
    const { topics, readerId, via } = requested;
    expect(afterRequest(requested, { topics, readerId, via })).toBe(requested);
    expect(afterRequest(requested, request)).toMatchObject({
      state: 'requested',
      topics: ['articles'],
      epoch: 2,
    });
  });

  it('that is confirmed and asked for more stays as it is until the new wish is proven too', () => {
    const confirmed: Subscription = { ...requested, state: 'confirmed', topics: ['news'] };
    const asked = afterRequest(confirmed, request);
    expect(asked).toMatchObject({ state: 'confirmed', topics: ['news'], readerId: null, epoch: 2 });
    expect(waitsForProof(asked)).toBe(true);
    expect(afterRequest(asked, request)).toBe(asked);
    expect(afterConfirmation(asked)).toMatchObject({
      topics: ['news', 'articles'],
      readerId: 'r',
      wanted: null,
    });
  });

  it('that has ended waits for proof again, and its old link is worth nothing', () => {
    const ended: Subscription = { ...requested, state: 'ended', epoch: 3 };
    expect(afterRequest(ended, request)).toMatchObject({
      state: 'requested',
      topics: ['articles'],
      epoch: 4,
    });
    expect(afterConfirmation(ended)).toBeUndefined();
  });

  it('loses one topic at a time and ends with the last', () => {
    const without = withoutTopic({ ...requested, state: 'confirmed' }, 'news');
    expect(without).toMatchObject({ state: 'confirmed', topics: ['articles'] });
    expect(without && withoutTopic(without, 'articles')).toMatchObject({ state: 'ended', epoch: 2 });
    expect(without && withoutTopic(without, 'news')).toBeUndefined();
  });
});
