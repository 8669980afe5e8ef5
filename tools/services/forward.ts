import {
  request as startRequest,
  type ClientRequest,
  type IncomingMessage,
  type OutgoingHttpHeaders,
} from 'node:http';
import { finished, type Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { errorCodeOf } from '../servers/error-code.js';
import type { Target, Upstream } from './upstream.js';

/** A process that has died is succeeded within this, mostly; whoever asks meanwhile waits. */
const WAIT_FOR_PROCESS_MS = 8_000;
const TRY_AGAIN_MS = 50;
/** What may be asked twice (RFC 9110, section 9.2.1). */
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);
/** Of one connection, and so not to be passed on (RFC 9110, section 7.6.1). */
const OF_ONE_CONNECTION = [
  'connection',
  'keep-alive',
  'transfer-encoding',
  'proxy-connection',
  'upgrade',
  'te',
];

/** What is sent on; the names are those of undici, in whose place this stands. */
export interface Forwarded {
  readonly path: string;
  readonly method: string;
  readonly headers: OutgoingHttpHeaders;
  /** Empty where there is none; `headers` may tell of one all the same, as those of a GET whose body nobody has read. */
  readonly body: Readable | '';
}

export interface Forwarding {
  readonly statusCode: number;
  readonly headers: OutgoingHttpHeaders;
  readonly body: IncomingMessage;
}

/** No process of the service is there to ask. Nothing was sent. */
export class NobodyThere extends Error {
  override readonly name = 'NobodyThere';
}

/**
 * Sends a request to the process of a service and hands back what it answers, both as they come. Asked again, of the
 * process that is there by then, is only what has not been sent at all (nobody took the connection) or what may be asked
 * twice. What writes has a connection of its own, so that it is never lost in one that the other side has just closed.
 * @throws NobodyThere, or what broke the connection.
 */
export async function forward(upstream: Upstream, asked: Forwarded): Promise<Forwarding> {
  const deadline = performance.now() + WAIT_FOR_PROCESS_MS;
  for (;;) {
    const target = await upstream.begin(deadline);
    if (target === undefined) throw new NobodyThere('no process of this service is ready');
    try {
      return await send(target, asked, () => upstream.end(target));
    } catch (error) {
      if (!(mayRepeat(asked) || errorCodeOf(error) === 'ECONNREFUSED') || performance.now() > deadline)
        throw error;
      await pause(TRY_AGAIN_MS);
    }
  }
}

function mayRepeat({ method, body }: Forwarded): boolean {
  return SAFE.has(method) && body === '';
}

/** @param ended called once, when nothing of it is underway any more. */
function send(target: Target, asked: Forwarded, ended: () => void): Promise<Forwarding> {
  return new Promise<Forwarding>((resolve, reject) => {
    const { path, method, body } = asked;
    let sent;
    try {
      const agent = mayRepeat(asked) ? target.agent : false;
      sent = startRequest(target.url + path, { method, headers: headersOf(asked), agent });
    } catch (error) {
      ended();
      throw error;
    }
    sent.once('close', ended);
    sent.once('error', reject);
    sent.once('response', (answer) => {
      const { statusCode = 502, headers: given } = answer;
      resolve({ statusCode, headers: withoutThoseOfOneConnection(given), body: answer });
    });
    if (body === '') sent.end();
    else pipeOnceConnected(body, sent);
  });
}

/**
 * A body says itself where it ends, and what has none promises none: the process would take the next request of the
 * connection, somebody else's, for it. Node would send the body of an OPTIONS or DELETE bare, and it would be read as a
 * request.
 */
function headersOf({ headers, body }: Forwarded): OutgoingHttpHeaders {
  const { 'content-length': length, ...passed } = withoutThoseOfOneConnection(headers);
  if (body === '') return passed;
  return length === undefined
    ? { ...passed, 'transfer-encoding': 'chunked' }
    : { ...passed, 'content-length': length };
}

/** Not before: what has been read from the client could not be sent to another process. */
function pipeOnceConnected(body: Readable, sent: ClientRequest): void {
  // Of a client that goes, and of one that has gone while there was no process.
  const forget = finished(body, (error) => {
    if (error) sent.destroy(error);
  });
  sent.once('close', forget);
  sent.once('socket', (socket) => {
    if (socket.connecting) socket.once('connect', () => body.pipe(sent));
    else body.pipe(sent);
  });
}

function withoutThoseOfOneConnection(headers: OutgoingHttpHeaders): OutgoingHttpHeaders {
  const kept: OutgoingHttpHeaders = {};
  for (const [name, value] of Object.entries(headers))
    if (value !== undefined && !OF_ONE_CONNECTION.includes(name)) kept[name] = value;
  return kept;
}
