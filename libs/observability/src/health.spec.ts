import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Health } from './health.js';

describe('whether a process is ready', () => {
  let health: Health;

  beforeEach(() => {
    health = new Health();
    health.watch('payments', async () => undefined);
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  it('is, when all its databases answer', async () => {
    expect(await health.readiness()).toEqual({ status: 'ready', checks: { payments: 'up' } });
  });

  it('is not, when one of them refuses', async () => {
    health.watch('catalog', async () => Promise.reject(new Error('connection refused')));
    expect(await health.readiness()).toEqual({
      status: 'not-ready',
      checks: { payments: 'up', catalog: 'down' },
    });
  });

  it('is not, when one of them keeps silent for two seconds, and that one is not asked again meanwhile', async () => {
    jest.useFakeTimers();
    const silent = jest.fn(() => new Promise<void>(() => undefined));
    health.watch('catalog', silent);
    for (let probe = 0; probe < 3; probe++) {
      const asked = health.readiness();
      await jest.advanceTimersByTimeAsync(2_000);
      expect(await asked).toMatchObject({ status: 'not-ready', checks: { catalog: 'down' } });
    }
    expect(silent).toHaveBeenCalledTimes(1);
  });

  it('is not, once it is about to stop', async () => {
    health.stopping();
    expect(await health.readiness()).toMatchObject({ status: 'stopping' });
  });
});
