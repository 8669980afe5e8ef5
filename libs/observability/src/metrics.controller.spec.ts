import { describe, expect, it } from '@jest/globals';
import { MetricsReaders, metricsKeys } from './metrics.controller.js';

const TOKEN = 'a-token-for-the-scraper';
const OPERATOR = 'ally_test_the-operators-key';

describe('who may read the metrics', () => {
  it('is whoever is on this machine, while nobody else can reach it', () => {
    const readers = new MetricsReaders(metricsKeys(false, { token: undefined, operatorKey: OPERATOR }));
    expect(() => readers.assertAllowed(undefined)).not.toThrow();
  });

  it.each([
    ['others can reach it', true, undefined],
    ['somebody has set a token', false, TOKEN],
    ['both', true, TOKEN],
  ])('is who shows a key that is known here, once %s', (_, isExposed, token) => {
    const readers = new MetricsReaders(metricsKeys(isExposed, { token, operatorKey: OPERATOR }));
    for (const shown of [undefined, '', 'Bearer ', 'Bearer undefined', `Basic ${OPERATOR}`, OPERATOR]) {
      expect(() => readers.assertAllowed(shown)).toThrow(
        expect.objectContaining({ code: 'metrics-key-missing' }),
      );
    }
    for (const key of [token ?? OPERATOR, OPERATOR])
      expect(() => readers.assertAllowed(`Bearer ${key}`)).not.toThrow();
  });

  it('is nobody, where others can reach it and no key is known', () => {
    const readers = new MetricsReaders(metricsKeys(true, { token: undefined, operatorKey: undefined }));
    expect(() => readers.assertAllowed('Bearer ')).toThrow('Metrics need');
  });
});
