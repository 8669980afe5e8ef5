import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { isPlain } from './input.pipe.js';

/** A request line and headers together; a link's token of 2 KB fits many times. */
const HEADER_BYTES = 16 * 1024;
const HEADERS_AT_MOST = 100;
/** To arrive: longer takes only who means to keep the connection busy. */
const HEADERS_WITHIN_MS = 10_000;
const LOOK_FOR_SLOW_EVERY_MS = 2_000;
/** Deeper than anything that is told here, by people or by payment providers. */
const BODY_DEPTH = 32;

/** What Node's server is told of the headers of a request. */
export const headerLimits = {
  maxHeaderSize: HEADER_BYTES,
  headersTimeout: HEADERS_WITHIN_MS,
  connectionsCheckingInterval: LOOK_FOR_SLOW_EVERY_MS,
};

/** Refuses a request with too many headers; Node would leave out the rest without a word. */
export function limitHeaderCount(fastify: FastifyInstance): void {
  fastify.server.maxHeadersCount = HEADERS_AT_MOST + 1;
  fastify.addHook('onRequest', async (request) => {
    if (request.raw.rawHeaders.length / 2 <= HEADERS_AT_MOST) return;
    throw Object.assign(new Error('too many headers'), { statusCode: 431 });
  });
}

/** Refuses a body that is nested deeper: whatever walks through it later would run out of stack. */
export function limitBodyDepth(fastify: FastifyInstance): void {
  fastify.addHook('preValidation', async ({ body }) => {
    if (isDeeper(body, BODY_DEPTH)) throw Object.assign(new Error('nested too deep'), { statusCode: 400 });
  });
}

function isDeeper(value: unknown, depth: number): boolean {
  if (!isPlain(value)) return false;
  return depth === 0 || Object.values(value).some((inner) => isDeeper(inner, depth - 1));
}

/** Answers what is not HTTP, too large a head, or too slow: nobody has a request to answer yet. */
export function answerBrokenRequest(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const [status, code] = problemOf(error.code);
  const requestId = randomUUID();
  const body = JSON.stringify({
    type: `urn:ally:problem:${code}`,
    title: code.replaceAll('-', ' '),
    status,
    code,
    detail: 'The request could not be read.',
    requestId,
  });
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\nContent-Type: application/problem+json\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nRequest-Id: ${requestId}\r\nConnection: close\r\n\r\n${body}`,
  );
}

function problemOf(code: string | undefined): [status: number, code: string] {
  if (code === 'HPE_HEADER_OVERFLOW') return [431, 'headers-too-large'];
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return [408, 'request-too-slow'];
  return [400, 'bad-request'];
}
