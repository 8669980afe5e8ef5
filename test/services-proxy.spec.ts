import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, request, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PassThrough } from 'node:stream';
import { buffer, json } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { forward } from '../tools/services/forward.js';
import { createProxy } from '../tools/services/proxy.js';
import { Upstream, type Target } from '../tools/services/upstream.js';
import { until } from './support/until.js';

let upstreams: Record<'catalog' | 'enrollment' | 'payments' | 'notifications', Upstream>;
let proxy: FastifyInstance;
let port: number;
const servers: Server[] = [];

beforeEach(async () => {
  upstreams = {
    catalog: new Upstream(),
    enrollment: new Upstream(),
    payments: new Upstream(),
    notifications: new Upstream(),
  };
  proxy = await createProxy(upstreams, []);
  await proxy.listen({ port: 0, host: '127.0.0.1' });
  ({ port } = proxy.server.address() as AddressInfo);
});

afterEach(async () => {
  await proxy.close();
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

/** A process that answers as the test wants. @returns its address. */
async function serve(answer: RequestListener): Promise<{ url: string; server: Server }> {
  const server = createServer(answer);
  servers.push(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}

async function ask(
  path: string,
  {
    method = 'GET',
    headers = {},
    body,
  }: { method?: string; headers?: Record<string, string>; body?: Buffer } = {},
): Promise<IncomingMessage> {
  const sent = request({ host: '127.0.0.1', port, path, method, headers });
  sent.end(body);
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  return answer;
}

describe('the proxy before the processes', () => {
  it('hands on bodies, queries, types and the name of the host as they are, and says who asks', async () => {
    let heard: IncomingMessage | undefined;
    let got = Buffer.alloc(0);
    const { url } = await serve((asked, answer) => {
      heard = asked;
      void buffer(asked).then((body) => {
        got = body;
        answer.writeHead(201, { 'content-type': 'application/json', etag: '"1"' }).end('{"a": 1}');
      });
    });
    upstreams.payments.switchTo(url);
    const body = randomBytes(3 * 1024 * 1024);
    const answer = await ask('/v1/webhooks/sandbox?a=%20b&c', {
      method: 'POST',
      headers: {
        'content-type': 'text/plain',
        host: 'ally.example',
        'x-forwarded-for': '203.0.113.9',
        'x-forwarded-host': 'localhost',
        'x-forwarded-proto': 'https',
      },
      body,
    });
    expect([answer.statusCode, answer.headers.etag, (await buffer(answer)).toString()]).toEqual([
      201,
      '"1"',
      '{"a": 1}',
    ]);
    expect(got.equals(body)).toBe(true);
    expect(heard?.url).toBe('/v1/webhooks/sandbox?a=%20b&c');
    expect(heard?.headers).toMatchObject({
      'content-type': 'text/plain',
      host: 'ally.example',
      // Nobody has said that the one before it may be believed.
      'x-forwarded-for': '127.0.0.1',
      'x-forwarded-host': 'ally.example',
      'x-forwarded-proto': 'http',
    });
  });

  it.each(['OPTIONS', 'DELETE', 'POST'])(
    'when the body of a %s without a length looks like a request, then it stays a body',
    async (method) => {
      const heard: string[] = [];
      const { url } = await serve((asked, answer) => {
        heard.push(`${asked.method} ${asked.url}`);
        void buffer(asked).then((body) => answer.end(body));
      });
      upstreams.payments.switchTo(url);
      const hidden = 'GET /metrics HTTP/1.1\r\nHost: ally\r\n\r\n';
      const headers = { 'transfer-encoding': 'chunked' };
      const answer = await ask('/v1/orders', { method, headers, body: Buffer.from(hidden) });
      expect((await buffer(answer)).toString()).toBe(hidden);
      expect(heard).toEqual([`${method} /v1/orders`]);
    },
  );

  it.each(['GET', 'HEAD'])(
    'when a %s has a body, then nobody reads it, and the next request of the connection stays whole',
    async (method) => {
      const heard: string[] = [];
      const { url } = await serve((asked, answer) => {
        heard.push(`${asked.method} ${asked.url} ${asked.headers['content-length']}`);
        answer.end('yes');
      });
      upstreams.payments.switchTo(url);
      const body = Buffer.from('GET /metrics HTTP/1.1\r\nHost: ally\r\n\r\n');
      const headers = { 'content-length': String(body.length) };
      await buffer(await ask('/v1/orders', { method, headers, body }));
      expect((await buffer(await ask('/v1/library'))).toString()).toBe('yes');
      expect(heard).toEqual([`${method} /v1/orders undefined`, 'GET /v1/library undefined']);
    },
  );

  it('hands on a part of a file, and nothing more when the client has gone', async () => {
    let isGone = false;
    const { url } = await serve((asked, answer) => {
      answer.writeHead(206, { 'content-range': 'bytes 5-/9', range: String(asked.headers.range) });
      answer.write('part');
      answer.once('close', () => {
        isGone = true;
      });
    });
    upstreams.payments.switchTo(url);
    const answer = await ask('/v1/downloads/token', { headers: { range: 'bytes=5-' } });
    expect([answer.statusCode, answer.headers['content-range'], answer.headers.range]).toEqual([
      206,
      'bytes 5-/9',
      'bytes=5-',
    ]);
    answer.once('error', () => undefined);
    answer.destroy();
    await until('the process has noticed', () => isGone);
  });

  it('when no process is there, then who asks waits for the next one, whatever it asks', async () => {
    const { url } = await serve((asked, answer) => void asked.pipe(answer));
    const waiting = ask('/v1/enrollments', { method: 'POST', body: Buffer.from('a wish') });
    upstreams.enrollment.switchTo(url);
    expect((await buffer(await waiting)).toString()).toBe('a wish');
  });

  it('when nobody takes the connection, then nothing was sent, and it is sent to the next process', async () => {
    const dead = await serve(() => undefined);
    dead.server.close();
    await once(dead.server, 'close');
    const begin = jest.spyOn(upstreams.enrollment, 'begin');
    const target = upstreams.enrollment.switchTo(dead.url);
    const waiting = ask('/v1/enrollments', { method: 'POST', body: Buffer.from('a wish') });
    await until('it was tried twice', () => begin.mock.calls.length === 2);
    upstreams.enrollment.leave(target);
    const { url } = await serve((asked, answer) => void asked.pipe(answer));
    upstreams.enrollment.switchTo(url);
    expect((await buffer(await waiting)).toString()).toBe('a wish');
  });

  it('when a client has gone while its write waited, then nothing of it is underway', async () => {
    const body = new PassThrough();
    const sent = forward(upstreams.enrollment, { path: '/', method: 'POST', headers: {}, body });
    const outcome = sent.then(
      () => 'answered',
      ({ message }: Error) => message,
    );
    body.destroy();
    await once(body, 'close');
    const { url } = await serve((asked, answer) => void asked.pipe(answer));
    const target = upstreams.enrollment.switchTo(url);
    expect(await outcome).toBe('Premature close');
    let isDrained = false;
    void upstreams.enrollment.drained(target, 60_000).then(() => {
      isDrained = true;
    });
    await until('nothing is underway', () => isDrained);
  });

  it('when a write is refused again and again, then its client is listened to but once', async () => {
    const dead = await serve(() => undefined);
    dead.server.close();
    await once(dead.server, 'close');
    const begin = jest.spyOn(upstreams.enrollment, 'begin');
    const target = upstreams.enrollment.switchTo(dead.url);
    const body = new PassThrough();
    const before = body.listenerCount('close');
    const waiting = forward(upstreams.enrollment, { path: '/', method: 'POST', headers: {}, body });
    await until('it was tried four times', () => begin.mock.calls.length === 4);
    expect(body.listenerCount('close')).toBeLessThanOrEqual(before + 1);
    upstreams.enrollment.leave(target);
    const { url } = await serve((asked, answer) => void asked.pipe(answer));
    upstreams.enrollment.switchTo(url);
    body.end('a wish');
    expect((await buffer((await waiting).body)).toString()).toBe('a wish');
  });

  it('when the connection breaks after a write was sent, then it is not sent again: 502, and to be asked again later', async () => {
    let times = 0;
    const { url } = await serve((asked) => {
      times++;
      asked.socket.destroy();
    });
    upstreams.enrollment.switchTo(url);
    const answer = await ask('/v1/enrollments', { method: 'POST', body: Buffer.from('a wish') });
    expect([answer.statusCode, answer.headers['retry-after']]).toEqual([502, '2']);
    expect(await json(answer)).toMatchObject({ status: 502, code: 'connection-lost' });
    expect(times).toBe(1);
  });

  it('when the connection breaks after a question was sent, then it is asked again', async () => {
    let times = 0;
    const { url } = await serve((asked, answer) => {
      if (++times === 1) asked.socket.destroy();
      else answer.end('yes');
    });
    upstreams.catalog.switchTo(url);
    expect((await buffer(await ask('/v1/articles'))).toString()).toBe('yes');
    expect(times).toBe(2);
  });

  it('when a process is succeeded, then its requests end there, and new ones go to the other', async () => {
    let finish: (() => void) | undefined;
    const old = await serve((_, answer) => {
      finish = () => answer.end('old');
    });
    const next = await serve((_, answer) => answer.end('new'));
    const oldTarget: Target = upstreams.catalog.switchTo(old.url);
    const begun = ask('/v1/articles');
    await until('it has begun', () => finish !== undefined);
    upstreams.catalog.leave(oldTarget);
    upstreams.catalog.switchTo(next.url);
    let isDrained = false;
    const drained = upstreams.catalog.drained(oldTarget, 5_000).then(() => {
      isDrained = true;
    });
    expect((await buffer(await ask('/v1/articles'))).toString()).toBe('new');
    expect(isDrained).toBe(false);
    finish?.();
    expect((await buffer(await begun)).toString()).toBe('old');
    await drained;
  });

  it('what has no route is not asked of anybody', async () => {
    for (const path of ['/metrics', '/v1/test-clock/steps', '/v1/nothing', '/%zz']) {
      const answer = await ask(path);
      expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
      expect(answer.statusCode).toBe(path === '/%zz' ? 400 : 404);
      answer.resume();
    }
  });

  it('is ready when every service is', async () => {
    const says = (status: number, body: object): RequestListener => {
      const headers = { 'content-type': 'application/json', 'request-id': randomUUID() };
      return (_, answer) => answer.writeHead(status, headers).end(JSON.stringify(body));
    };
    const up = await serve(says(200, { status: 'ready', checks: {} }));
    const down = await serve(says(503, { status: 'not-ready', checks: {} }));
    for (const upstream of Object.values(upstreams)) upstream.switchTo(up.url);
    expect((await ask('/health/ready')).statusCode).toBe(200);
    upstreams.payments.switchTo(down.url);
    const answer = await ask('/health/ready');
    expect(answer.statusCode).toBe(503);
    expect(await json(answer)).toMatchObject({ checks: { catalog: 'up', payments: 'down' } });
  });
});
