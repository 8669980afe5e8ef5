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

/**
 * The body of the request as a stream, still on its way: it may be long in coming, since whoever sends it has been let
 * in by the guards when this is asked for. An empty one is an empty stream.
 * @throws 415 when the body is not `application/octet-stream`.
 */
export const StreamedBody = createParamDecorator((_: unknown, context: ExecutionContext): Readable => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  if (request.headers['content-type'] === undefined && !request.body) return Readable.from([]);
  if (!(request.body instanceof Readable)) throw unsupported();
  letBodyTakeLonger(request);
  return request.body;
});

/**
 * Throws `body-too-large` as soon as it is known that a body is: by what its `Content-Length` says, or by what comes.
 * @returns the body, which ends with that refusal when more than `bytes` of it have come.
 */
export function limitedTo(bytes: number, body: Readable, contentLength: string | undefined): Readable {
  if (Number(contentLength ?? 0) > bytes) throw tooLarge(bytes);
  let come = 0;
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      come += chunk.length;
      if (come > bytes) done(tooLarge(bytes));
      else done(null, chunk);
    },
  });
  body.once('error', (error) => counted.destroy(error));
  body.once('close', () => {
    if (!body.readableEnded) counted.destroy(new Error('The body broke off'));
  });
  return body.pipe(counted);
}

function tooLarge(bytes: number): Refusal {
  const most = `${Math.floor(bytes / 1024 / 1024)} MB`;
  return new Refusal('too-large', 'body-too-large', `A file may have ${most} at most.`);
}

function unsupported(): Error {
  return Object.assign(new Error(`this body is not taken here`), { statusCode: 415 });
}
