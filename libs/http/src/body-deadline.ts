import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { answerBrokenRequest } from './request-limits.js';

/** To arrive whole, or, where a body may take longer, to bring the next piece. */
const BODY_WITHIN_MS = 30_000;
/** Whatever a request is allowed, it has arrived after this, or is cut off by Node's server. */
export const LONGEST_BODY_MS = 6 * 60 * 60_000;

interface Arrival {
  mayTakeLonger: boolean;
  bytesBefore: number;
}

const arriving = new WeakMap<IncomingMessage, Arrival>();

/**
 * Cuts off a request whose body does not arrive in time: 408 `request-too-slow`, if nothing has been answered yet. It
 * looks at the server and not at its routes, so that a request to nowhere has no more time than another.
 * @param withinMs real time.
 */
export function limitBodyTime({ server }: FastifyInstance, withinMs = BODY_WITHIN_MS): void {
  server.prependListener('request', (request, response) => {
    if (!hasBody(request)) return;
    const { socket } = request;
    const arrival: Arrival = { mayTakeLonger: false, bytesBefore: socket.bytesRead };
    arriving.set(request, arrival);
    const timer = setTimeout(() => {
      if (arrival.mayTakeLonger && socket.bytesRead > arrival.bytesBefore) {
        arrival.bytesBefore = socket.bytesRead;
        timer.refresh();
        return;
      }
      if (response.headersSent) socket.destroy();
      else
        answerBrokenRequest(
          Object.assign(new Error('slow body'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' }),
          socket,
        );
      socket.destroySoon();
    }, withinMs).unref();
    request.once('close', () => clearTimeout(timer));
  });
}

/**
 * Lets the body of this request take as long as it keeps coming, up to `LONGEST_BODY_MS`: for who has shown that they
 * may send large ones. Or not any longer.
 */
export function letBodyTakeLonger({ raw }: FastifyRequest, mayTakeLonger: boolean): void {
  const arrival = arriving.get(raw);
  if (arrival !== undefined) arrival.mayTakeLonger = mayTakeLonger;
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}
