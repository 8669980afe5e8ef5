import { SpanStatusCode } from '@opentelemetry/api';
import { InMemorySpanExporter, NodeTracerProvider, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node';
import { describe, expect, it } from '@jest/globals';
import { SpanPrivacy } from './span-privacy.js';

describe('a span that is sent', () => {
  it('says the route and the kind of an error, but neither the address nor what the error quotes', () => {
    const sent = new InMemorySpanExporter();
    const provider = new NodeTracerProvider({
      spanProcessors: [new SpanPrivacy(), new SimpleSpanProcessor(sent)],
    });
    const span = provider.getTracer('test').startSpan('GET /v1/orders/:id', {
      attributes: {
        'http.route': '/v1/orders/:id',
        'url.path': '/v1/orders/7',
        'client.address': '192.0.2.7',
      },
    });
    const error = new TypeError('invalid input: "ada@example.org"');
    span.recordException(error);
    span.setStatus({ code: SpanStatusCode.ERROR, message: error.message });
    span.end();

    const [told] = sent.getFinishedSpans();
    expect(told?.attributes).toEqual({ 'http.route': '/v1/orders/:id' });
    expect(told?.status).toEqual({ code: SpanStatusCode.ERROR });
    expect(told?.events).toMatchObject([
      { name: 'exception', attributes: { 'exception.type': 'TypeError' } },
    ]);
    expect(JSON.stringify([told?.status, told?.events])).not.toContain('ada');
  });
});
