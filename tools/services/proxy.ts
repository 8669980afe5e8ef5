import { randomUUID } from 'node:crypto';
import httpProxy from '@fastify/http-proxy';
import { fastify, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { forward, NobodyThere, type Forwarded, type Forwarding } from './forward.js';
import { routedTo, SERVICES, type ServiceName } from './routes.js';
import type { Upstream } from './upstream.js';

/** Where requests go: to each service, and to whoever moves the clock where it is a test clock. */
export type Upstreams = Readonly<Record<ServiceName, Upstream>> & { readonly 'test-clock'?: Upstream };

const RETRY_AFTER_SECONDS = 2;
const READY_WITHIN_MS = 2_000;
/** Its processes know longer limits themselves; this only ends what nobody else would. */
const LONGEST_REQUEST_MS = 7 * 60 * 60_000;

/**
 * One address for all services. Bodies, downloads and their ranges pass as they are; who asks, and for what
 * host, is told to the processes in `X-Forwarded-…`, where they believe this proxy and nobody else.
 * @param trustedProxies whose own `X-Forwarded-…` is believed: those that stand before this one.
 */
export async function createProxy(
  upstreams: Upstreams,
  trustedProxies: readonly string[],
): Promise<FastifyInstance> {
  const proxy = fastify({
    trustProxy: trustedProxies.length > 0 && [...trustedProxies],
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    requestTimeout: LONGEST_REQUEST_MS,
    genReqId: () => randomUUID(),
    routerOptions: { maxParamLength: 2048 },
    frameworkErrors: (_error, _request, reply) =>
      answerProblem(reply, 400, 'bad-request', 'This is no path.'),
  });
  // Of a process that is asked, its own takes the place of this.
  proxy.addHook('onRequest', async ({ id }, reply) => void reply.header('Request-Id', id));
  proxy.get('/health/live', async () => ({ status: 'live' }));
  proxy.get('/health/ready', (_request, reply) => answerReadiness(reply, upstreams));
  proxy.removeAllContentTypeParsers();
  await proxy.register(httpProxy, {
    upstream: '',
    // In the place of undici: it knows the processes, and waits for the next one when one has died.
    undici: {
      request: (
        asked: Forwarded & { origin: string },
        done: (error: unknown, answer?: Forwarding) => void,
      ) => {
        const name = new URL(asked.origin).hostname;
        const upstream = upstreams[name as keyof Upstreams];
        if (upstream === undefined) throw new Error(`${name} is no service and no test clock of ours`);
        forward(upstream, asked).then((answer) => done(null, answer), done);
      },
    },
    disableRequestLogging: true,
    internalRewriteLocationHeader: false,
    preHandler: async (request, reply) => {
      if (targetOf(request, upstreams) === undefined)
        await answerProblem(reply, 404, 'not-found', 'There is nothing at this address.');
    },
    replyOptions: {
      retryDelay: () => null, // `forward` knows what may be asked again
      getUpstream: (request) => `http://${targetOf(request as FastifyRequest, upstreams)}`,
      rewriteRequestHeaders: (request, headers) => ({
        ...headers,
        host: request.headers.host ?? '',
        'x-forwarded-for': (request as FastifyRequest).ip,
        'x-forwarded-host': (request as FastifyRequest).host,
        'x-forwarded-proto': request.protocol,
      }),
      onError: (reply, { error }) => answerFailure(reply as FastifyReply, error),
    },
  } as Parameters<typeof httpProxy>[1]);
  return proxy;
}

function targetOf({ url }: FastifyRequest, upstreams: Upstreams): keyof Upstreams | undefined {
  const [path = ''] = url.split('?', 1);
  const to = routedTo(path);
  if (to === 'test-clock' && upstreams['test-clock'] === undefined) return undefined;
  return to === 'any' ? 'catalog' : to;
}

async function answerReadiness(reply: FastifyReply, upstreams: Upstreams): Promise<object> {
  const checks = await Promise.all(
    SERVICES.map(async (service) => [service, (await isReady(upstreams[service])) ? 'up' : 'down'] as const),
  );
  const ready = checks.every(([, state]) => state === 'up');
  void reply.status(ready ? 200 : 503).header('Cache-Control', 'no-store');
  return { status: ready ? 'ready' : 'not-ready', checks: Object.fromEntries(checks) };
}

async function isReady({ url }: Upstream): Promise<boolean> {
  if (url === undefined) return false;
  const signal = AbortSignal.timeout(READY_WITHIN_MS);
  return fetch(`${url}/health/ready`, { signal }).then(
    ({ ok }) => ok,
    () => false,
  );
}

function answerFailure(reply: FastifyReply, { cause }: Error): void {
  if (cause instanceof NobodyThere)
    void answerProblem(
      reply,
      503,
      'temporarily-unavailable',
      'This part of Ally is starting. Try again soon.',
    );
  else
    void answerProblem(
      reply,
      502,
      'connection-lost',
      'The connection broke before there was an answer. Send it again with the same Idempotency-Key.',
    );
}

function answerProblem(reply: FastifyReply, status: number, code: string, detail: string): FastifyReply {
  if (status >= 500) void reply.header('Retry-After', RETRY_AFTER_SECONDS);
  return reply
    .status(status)
    .type('application/problem+json')
    .send({
      type: `urn:ally:problem:${code}`,
      title: code.replaceAll('-', ' '),
      status,
      code,
      detail,
      requestId: reply.request.id,
    });
}
