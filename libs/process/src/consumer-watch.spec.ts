import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { ConsumerWatch } from './consumer-watch.js';

const MINUTE_MS = 60_000;

let behind: () => Promise<number>;
let delivered: number;
let askDatabase: () => Promise<unknown>;
let watch: ConsumerWatch;

beforeEach(() => {
  jest.useFakeTimers();
  behind = async () => 3;
  delivered = 0;
  askDatabase = async () => undefined;
  watch = new ConsumerWatch({ behind: () => behind(), delivered: () => delivered }, () => askDatabase());
  watch.start();
});
afterEach(() => {
  watch.stop();
  jest.useRealTimers();
});

const minutes = (count: number) => jest.advanceTimersByTimeAsync(count * MINUTE_MS);

describe('a consumer that has events to handle', () => {
  it('when it is given none for more than five minutes, then it is stuck', async () => {
    await minutes(4);
    expect(watch.isStuck()).toBe(false);
    await minutes(2);
    expect(watch.isStuck()).toBe(true);
  });

  it('when it gets on, then it is not stuck, however many wait', async () => {
    for (let nth = 0; nth < 10; nth++) {
      delivered++;
      await minutes(1);
    }
    expect(watch.isStuck()).toBe(false);
  });

  it('when others of its group get on, then it is not stuck', async () => {
    let waiting = 100;
    behind = async () => waiting--;
    await minutes(10);
    expect(watch.isStuck()).toBe(false);
  });

  it('when another of its group stands still, then this one, for which nothing waits, is not stuck', async () => {
    const other = new ConsumerWatch({ behind: async () => 0, delivered: () => 0 }, askDatabase);
    other.start();
    await minutes(10);
    expect([watch.isStuck(), other.isStuck()]).toEqual([true, false]);
    other.stop();
  });

  it.each([
    ['the broker is away', () => (behind = () => Promise.reject(new Error('no broker')))],
    ['the database is away', () => (askDatabase = () => Promise.reject(new Error('no database')))],
    ['nothing waits', () => (behind = async () => 0)],
  ])('when %s, then it is not stuck: a restart would not help', async (_, happen) => {
    happen();
    await minutes(10);
    expect(watch.isStuck()).toBe(false);
  });
});
