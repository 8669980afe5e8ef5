import { Readable, Transform } from 'node:stream';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refusal } from '#libs/contracts';
import { letBodyTakeLonger } from './body-deadline.js';

const MEDIA_TYPE = 'application/octet-stream';
/** Where bytes come in as they are, and nowhere else. */
const UPLOADS = '/v1/uploads/';

/** Hands the body of an upload on as it arrives; other routes do not take such bodies. */
export function takeStreams(fastify: FastifyInstance): void {
  fastify.addContentTypeParser(MEDIA_TYPE, (request, body, done) => {
    if (request.routeOptions.url?.startsWith(UPLOADS)) done(null, body);
    else done(unsupported(), undefined);
  });
}

/** The body of a request that has been let in by its guards, still on its way. */
export class BodyStream {
  constructor(
    private readonly request: FastifyRequest,
    private readonly body: Readable,
  ) {}

  /**
   * The bytes as they come, for as long as they keep coming. An empty body is an empty stream.
   * @returns a stream that ends with a Refusal when the body does: `body-too-large` when there is more of it than
   * `bytes`, `body-incomplete` when its sender is gone.
   * @throws Refusal `body-too-large` at once when its `Content-Length` says so.
   */
  upTo(bytes: number): Readable {
    if (Number(this.request.headers['content-length'] ?? 0) > bytes) throw tooLarge(bytes);
    const { request, body } = this;
    letBodyTakeLonger(request, true);
    let come = 0;
    const counted = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        come += chunk.length;
        if (come > bytes) done(tooLarge(bytes));
        else done(null, chunk);
      },
    });
    // Who reads it may come only after it has broken off, and is told then; nobody else has to hear of it.
    counted.on('error', () => undefined);
    const breakOff = () => counted.destroy(incomplete());
    body.once('error', breakOff);
    body.once('close', () => !body.readableEnded && breakOff());
    // What nobody wants any more is still taken off the wire for a while, so that its sender gets to read the answer.
    counted.once('close', () => {
      letBodyTakeLonger(request, false);
      body.resume();
    });
    return body.pipe(counted);
  }
}

/**
 * The {@link BodyStream} of the request.
 * @throws 415 when the body is not `application/octet-stream`.
 */
export const StreamedBody = createParamDecorator((_: unknown, context: ExecutionContext): BodyStream => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  const { body } = request;
  if (body instanceof Readable) return new BodyStream(request, body);
  const isEmpty = request.headers['content-type'] === undefined && (body === undefined || body === null);
  if (isEmpty) return new BodyStream(request, Readable.from([]));
  throw unsupported();
});

function tooLarge(bytes: number): Refusal {
  const most = `${Math.floor(bytes / 1024 / 1024)} MB`;
  return new Refusal('too-large', 'body-too-large', `A file may have ${most} at most.`);
}

function incomplete(): Refusal {
  return new Refusal('invalid', 'body-incomplete', 'The body broke off.');
}

function unsupported(): Error {
  return Object.assign(new Error('this body is not taken here'), { statusCode: 415 });
}
