import { describe, expect, it } from '@jest/globals';
import {
  canBecome,
  fateOfCapture,
  netPerSeat,
  pauseBeforeAsking,
  payUrlOf,
  type OrderState,
} from './order.js';

const usd = (amount: number) => ({ amount, currency: 'USD' });
const id = '0193a000-0000-7000-8000-000000000001';

describe('order', () => {
  it('ends once, as paid or as abandoned', () => {
    const states: OrderState[] = ['open', 'paid', 'abandoned'];
    const allowed = states.flatMap((from) =>
      states.filter((to) => canBecome(from, to)).map((to) => `${from} → ${to}`),
    );
    expect(allowed).toEqual(['open → paid', 'open → abandoned']);
  });

  it.each([
    ['open', usd(5000), 'pays'],
    ['open', usd(4999), 'wrong-amount'],
    ['open', { amount: 5000, currency: 'EUR' }, 'wrong-amount'],
    ['paid', usd(5000), 'second-capture'],
    ['abandoned', usd(5000), 'late-capture'],
    ['abandoned', usd(1), 'late-capture'],
  ] as const)('when money arrives for an order that is %s, then %j %s', (state, amount, fate) => {
    expect(fateOfCapture({ state, total: usd(5000) }, amount)).toBe(fate);
  });

  it('says what one seat cost, rounded down, and nothing for courses', () => {
    const seat = {
      kind: 'seat',
      itemId: id,
      description: 'a seat',
      quantity: 3,
      unitPrice: usd(3334),
    } as const;
    expect(netPerSeat({ lines: [seat], total: usd(10_000) })).toBe(3333);
    expect(netPerSeat({ lines: [{ ...seat, kind: 'course' }], total: usd(10_000) })).toBeNull();
  });

  it('can be paid only while it is open, not closing and in time', () => {
    const now = new Date('2026-11-24T12:00:00Z');
    const later = new Date('2026-11-24T12:00:01Z');
    const order = { state: 'open', closingReason: null, payableUntil: later, payUrl: 'https://pay' } as const;
    expect(payUrlOf(order, now)).toBe('https://pay');
    expect(payUrlOf(order, later)).toBeNull();
    expect(payUrlOf({ ...order, state: 'paid' }, now)).toBeNull();
    expect(payUrlOf({ ...order, closingReason: 'cancelled' }, now)).toBeNull();
  });

  it('asks about a silent session after 2 minutes, then ever more rarely, and at least every 10 minutes', () => {
    const minutes = [0, 1, 2, 3, 4, 5, 1000].map((asks) => pauseBeforeAsking(asks) / 60_000);
    expect(minutes).toEqual([2, 4, 8, 10, 10, 10, 10]);
  });
});
