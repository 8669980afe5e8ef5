import { createRequire } from 'node:module';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import { PgInstrumentation } from '@opentelemetry/instrumentation-pg';
import { defaultResource, resourceFromAttributes } from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  ConsoleSpanExporter,
  NodeTracerProvider,
  type SpanExporter,
} from '@opentelemetry/sdk-trace-node';
import { SpanPrivacy } from './span-privacy.js';

/** Not worth a trace: they come every few seconds, for ever. */
const UNTRACED = /^\/(health\/|metrics$)/;

/**
 * Sends traces to where the environment says (`OTEL_EXPORTER_OTLP_*`). Loaded by `startTracing` alone: who does not
 * want traces loads none of this.
 * @returns what sends the last of them.
 */
export function openTelemetry(serviceName: string, exporter: 'otlp' | 'console'): () => Promise<void> {
  const spanExporter: SpanExporter =
    exporter === 'console' ? new ConsoleSpanExporter() : new OTLPTraceExporter();
  const provider = new NodeTracerProvider({
    resource: defaultResource().merge(resourceFromAttributes({ 'service.name': serviceName })),
    spanProcessors: [new SpanPrivacy(), new BatchSpanProcessor(spanExporter)],
  });
  provider.register();
  const http = new HttpInstrumentation({
    ignoreIncomingRequestHook: ({ url = '' }) => UNTRACED.test(url),
    requireParentforOutgoingSpans: true,
  });
  // Without a parent each look for due work would be a trace.
  const pg = new PgInstrumentation({ requireParentSpan: true });
  for (const instrumentation of [http, pg]) instrumentation.setTracerProvider(provider);
  // The instrumentation hooks into `require`, which imports do not go through: so each is required once, here.
  const require = createRequire(import.meta.url);
  require('node:http');
  require('pg');
  return () => provider.shutdown();
}
