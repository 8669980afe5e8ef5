import { describe, expect, it } from '@jest/globals';
import { exporterOf, startTracing } from './start-tracing.js';
import { currentTraceparent, inTrace } from './trace.js';

const ENDPOINT = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318' };

describe('whether traces are sent', () => {
  it.each([
    ['nothing is said', {}, 'none'],
    ['an endpoint is named', ENDPOINT, 'otlp'],
    [
      'an endpoint for traces alone is named',
      { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://x/v1/traces' },
      'otlp',
    ],
    ['an exporter is named', { OTEL_TRACES_EXPORTER: 'otlp' }, 'otlp'],
    ['they are to be shown', { OTEL_TRACES_EXPORTER: 'console' }, 'console'],
    ['an endpoint is named for other signals', { ...ENDPOINT, OTEL_TRACES_EXPORTER: 'none' }, 'none'],
    ['OpenTelemetry is switched off', { ...ENDPOINT, OTEL_SDK_DISABLED: 'true' }, 'none'],
  ])('when %s, then by the standard: %#', (_, env, exporter) => {
    expect(exporterOf(env)).toBe(exporter);
  });
});

describe('with traces off', () => {
  it('work is done as it is, within no trace, whatever it is asked to join', async () => {
    const stop = await startTracing({}, 'ally');
    const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
    expect(await inTrace(traceparent, 'handle', async () => currentTraceparent())).toBeNull();
    await expect(inTrace(null, 'handle', async () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await stop();
  });
});
