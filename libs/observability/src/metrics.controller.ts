import { createHash, timingSafeEqual } from 'node:crypto';
import { Controller, Get, Header, Headers } from '@nestjs/common';
import { z } from 'zod';
import { Refusal } from '#libs/contracts';
import { Route } from '#libs/openapi';
import { Metrics } from './metrics.js';

/** The setting that every process reads of its metrics, by its name in the environment. */
export const metricsSettings = { ALLY_METRICS_TOKEN: z.string().min(16).optional() };

/**
 * What a reader of `/metrics` has to show one of. Where only this machine reaches the process and nobody has set a
 * token, that is nothing.
 * @param keys the token and the operator's key, as far as they are known.
 * @returns undefined when whoever reaches the process may read.
 */
export function metricsKeys(
  isExposed: boolean,
  { token, operatorKey }: { token: string | undefined; operatorKey: string | undefined },
): readonly string[] | undefined {
  if (!isExposed && token === undefined) return undefined;
  return [token, operatorKey].filter((key) => key !== undefined);
}

/** Who may read the metrics: they tell how business goes. */
export class MetricsReaders {
  private readonly digests: readonly Buffer[] | undefined;

  /** @param keys one of which a reader shows as `Authorization: Bearer …`; undefined: whoever reaches this process. */
  constructor(keys: readonly string[] | undefined) {
    this.digests = keys?.map((key) => digest(`Bearer ${key}`));
  }

  /** @throws Refusal `metrics-key-missing`. */
  assertAllowed(authorization: string | undefined): void {
    if (this.digests === undefined) return;
    const shown = digest(authorization ?? '');
    if (this.digests.some((known) => timingSafeEqual(known, shown))) return;
    throw new Refusal(
      'unauthenticated',
      'metrics-key-missing',
      'Metrics need the operator’s key, or the one in ALLY_METRICS_TOKEN.',
      [{ pointer: 'header:Authorization', detail: 'no key that is known here' }],
    );
  }
}

/** The metrics of this process for Prometheus. */
@Controller('metrics')
export class MetricsController {
  constructor(
    private readonly metrics: Metrics,
    private readonly readers: MetricsReaders,
  ) {}

  @Get()
  @Route({
    operation: 'getMetrics',
    summary: 'The metrics of this process for Prometheus.',
    answer: { mediaType: 'text/plain' },
    refuses: { unauthenticated: ['metrics-key-missing'] },
  })
  @Header('Content-Type', 'text/plain; version=0.0.4; charset=utf-8')
  @Header('Cache-Control', 'no-store')
  async show(@Headers('authorization') authorization?: string): Promise<string> {
    this.readers.assertAllowed(authorization);
    return this.metrics.scrape();
  }
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
