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

/** Takes addresses and links out of each span before it is sent; the pattern of the route stays. */
export class SpanPrivacy implements SpanProcessor {
  onStart(): void {}

  onEnd({ attributes }: ReadableSpan): void {
    for (const name of FORGOTTEN) Reflect.deleteProperty(attributes, name);
  }

  async forceFlush(): Promise<void> {}

  async shutdown(): Promise<void> {}
}
