import type { ReadableSpan, SpanProcessor } from '@opentelemetry/sdk-trace-node';

/** What instrumentation notes of a request that may hold a link's token, or says from where a person came. */
const FORGOTTEN = [
  'url.path',
  'url.query',
  'url.full',
  'http.url',
  'http.target',
  'client.address',
  'http.client_ip',
  'network.peer.address',
  'net.peer.ip',
  'user_agent.original',
  'http.user_agent',
];

/** What was recorded of an error beside its kind. */
const OF_ERRORS = ['exception.message', 'exception.stacktrace'];

/**
 * Takes addresses and links out of each span before it is sent, and what errors say, since they quote values; the pattern
 * of the route and the kind of an error stay.
 */
export class SpanPrivacy implements SpanProcessor {
  onStart(): void {}

  onEnd({ attributes, status, events }: ReadableSpan): void {
    for (const name of FORGOTTEN) Reflect.deleteProperty(attributes, name);
    Reflect.deleteProperty(status, 'message');
    for (const { attributes: ofEvent = {} } of events)
      for (const name of OF_ERRORS) Reflect.deleteProperty(ofEvent, name);
  }

  async forceFlush(): Promise<void> {}

  async shutdown(): Promise<void> {}
}
