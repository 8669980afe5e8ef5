import { once } from 'node:events';
import { request as ask, type IncomingMessage } from 'node:http';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Body, Controller, Module, Post, Put } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { quietlyObserved } from '../../../test/support/quietly-observed.js';
import { until } from '../../../test/support/until.js';
import { createHttpApp } from './http-app.js';
import { StreamedBody, type BodyStream } from './streamed-body.js';

const MOST = 100_000;
const DEADLINE_MS = 250;
/** What the route below has got hold of so far. */
let arrived = 0;
let failure: unknown;

@Controller('v1/uploads')
class UploadsController {
  @Put(':id')
  async take(@StreamedBody() body: BodyStream) {
    arrived = 0;
    try {
      for await (const chunk of body.upTo(MOST)) arrived += (chunk as Buffer).length;
    } catch (error) {
      failure = error;
      throw error;
    }
    return { arrived };
  }
}

@Controller('other')
class OtherController {
  @Post()
  take(@Body() body: unknown) {
    return { body };
  }
}

@Module({ controllers: [UploadsController, OtherController] })
class ProbeModule {}

let app: NestFastifyApplication;
let port: number;

beforeAll(async () => {
  app = await createHttpApp(ProbeModule, quietlyObserved(), { bodyWithinMs: DEADLINE_MS });
  await app.listen(0, '127.0.0.1');
  port = Number(new URL(await app.getUrl()).port);
});
afterAll(() => app.close());

const octets = { 'content-type': 'application/octet-stream' };

async function put(
  path: string,
  body: string,
  headers: Record<string, string | number> = octets,
  method = 'PUT',
): Promise<{ status: number; body: Record<string, unknown> }> {
  const request = ask({ port, host: '127.0.0.1', path, method, headers });
  request.end(body);
  const [answer] = (await once(request, 'response')) as [IncomingMessage];
  return { status: answer.statusCode ?? 0, body: JSON.parse(await text(answer)) as Record<string, unknown> };
}

describe('a streamed body', () => {
  it('goes to the route for uploads, however it is sent', async () => {
    expect(await put('/v1/uploads/1', 'ten bytes.')).toEqual({ status: 200, body: { arrived: 10 } });
    const chunked = { ...octets, 'transfer-encoding': 'chunked' };
    expect(await put('/v1/uploads/1', 'ten bytes.', chunked)).toEqual({ status: 200, body: { arrived: 10 } });
    expect(await put('/v1/uploads/1', '')).toEqual({ status: 200, body: { arrived: 0 } });
    expect(await put('/v1/uploads/1', '', {})).toEqual({ status: 200, body: { arrived: 0 } });
  });

  it('is taken by no other route, and that route takes no other', async () => {
    const refused = { status: 415, body: expect.objectContaining({ code: 'unsupported-media-type' }) };
    expect(await put('/other', 'bytes', octets, 'POST')).toEqual(refused);
    expect(await put('/v1/uploads/1', '{}', { 'content-type': 'application/json' })).toEqual(refused);
    expect(await put('/v1/uploads/1', 'a', { 'content-type': 'audio/wav' })).toEqual(refused);
  });

  it('when it says that it is too large, then it is refused at once; else when it is, and both hear it', async () => {
    const tooLarge = { status: 413, body: expect.objectContaining({ code: 'body-too-large' }) };
    arrived = 0;
    expect(await put('/v1/uploads/1', 'x'.repeat(MOST + 1))).toEqual(tooLarge);
    expect(arrived).toBe(0);
    const chunked = { ...octets, 'transfer-encoding': 'chunked' };
    expect(await put('/v1/uploads/1', 'x'.repeat(8 * MOST), chunked)).toEqual(tooLarge);
    expect(arrived).toBeLessThanOrEqual(MOST);
  });

  it('when its sender is gone, then the route hears that it is not whole', async () => {
    failure = undefined;
    const socket = head('PUT', '/v1/uploads/1', 'Content-Length: 1000', 'first');
    await until('the first piece is there', () => arrived === 5);
    socket.destroy();
    await until('the route has given up', () => failure !== undefined);
    expect(failure).toMatchObject({ code: 'body-incomplete' });
  });
});

describe('a slow body', () => {
  it.each([
    ['of any route', 'POST', '/other'],
    ['to nowhere', 'POST', '/nowhere'],
    ['to an address that is none', 'POST', '/%zz'],
  ])('%s is cut off, though it keeps coming', async (_, method, path) => {
    const json = 'Content-Type: application/json\r\nContent-Length: 1000';
    const { ended, longestMs } = await drip(method, path, json);
    expect(ended).toMatch(/^HTTP\/1\.1 4\d\d /);
    expect(longestMs).toBeLessThan(10 * DEADLINE_MS);
  });

  it('when nothing has been answered, then 408 says why', async () => {
    const { ended } = await drip('POST', '/other', 'Content-Type: application/json\r\nContent-Length: 1000');
    expect(ended).toMatch(/^HTTP\/1\.1 408 /);
    expect(ended).toContain('"code":"request-too-slow"');
  });

  it('of an upload may take longer as long as it keeps coming, and not when it stops', async () => {
    arrived = 0;
    const socket = head('PUT', '/v1/uploads/1', 'Content-Length: 100000', '');
    const ended = text(socket);
    const begun = performance.now();
    while (performance.now() - begun < 3 * DEADLINE_MS) {
      const before = arrived;
      socket.write('piece');
      await until('the piece is there', () => arrived !== before);
    }
    expect(await ended).toMatch(/^HTTP\/1\.1 408 /);
    expect(performance.now() - begun).toBeGreaterThan(3 * DEADLINE_MS);
  });
});

/** Begins a request on a connection of its own. */
function head(method: string, path: string, headers: string, body: string): Socket {
  const type = headers.includes('Content-Type') ? '' : `Content-Type: ${octets['content-type']}\r\n`;
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined); // the other end may be gone in the middle of a piece
  socket.write(`${method} ${path} HTTP/1.1\r\nHost: ally\r\n${type}${headers}\r\n\r\n${body}`);
  return socket;
}

/** Sends a byte every few milliseconds until the connection is closed. */
async function drip(method: string, path: string, headers: string) {
  const begun = performance.now();
  const socket = head(method, path, headers, '"');
  const dripping = setInterval(() => socket.write('x'), DEADLINE_MS / 10);
  const ended = await text(socket);
  clearInterval(dripping);
  return { ended, longestMs: performance.now() - begun };
}
