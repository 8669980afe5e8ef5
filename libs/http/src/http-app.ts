import { randomUUID } from 'node:crypto';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { DynamicModule, LogLevel, Type } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { InputPipe } from './input.pipe.js';
import { ProblemDetailsFilter } from './problem-details.filter.js';

/** To arrive whole; an answer may take longer. */
const REQUEST_WITHIN_MS = 30_000;
const BODY_LIMIT_BYTES = 64 * 1024;
const ONE_CLICK_BODY_LIMIT_BYTES = 4 * 1024;

/** An HTTP application as every Ally process has one: schema-checked input, problem details, request ids, size limits. */
export async function createHttpApp(
  module: Type | DynamicModule,
  logLevels: LogLevel[],
): Promise<NestFastifyApplication> {
  const problemDetails = new ProblemDetailsFilter();
  const adapter = new FastifyAdapter({
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) =>
      problemDetails.answer(error, request, reply),
    bodyLimit: BODY_LIMIT_BYTES,
    genReqId: () => randomUUID(),
    forceCloseConnections: 'idle',
    requestTimeout: REQUEST_WITHIN_MS,
    // Tokens of links stand in the path.
    routerOptions: { maxParamLength: 2048 },
  });
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    rawBody: true,
    logger: logLevels,
    abortOnError: false,
  });
  app.useGlobalPipes(new InputPipe());
  app.useGlobalFilters(problemDetails);
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addHook('onRequest', async (request, reply) => {
    void reply.header('Request-Id', request.id);
  });
  closeConnectionsWhenStopping(fastify);
  fastify.removeContentTypeParser('text/plain');
  // RFC 8058 lets a mail client send its one-click body as multipart; no other route takes that.
  fastify.addContentTypeParser(
    'multipart/form-data',
    { parseAs: 'string', bodyLimit: ONE_CLICK_BODY_LIMIT_BYTES },
    (request, body, done) => {
      if (request.routeOptions.url?.startsWith('/v1/unsubscribe/')) return done(null, body);
      const refused = Object.assign(new Error('multipart is not taken here'), { statusCode: 415 });
      return done(refused, undefined);
    },
  );
  return app;
}

/** A connection kept alive for the next request would hold up the stop for as long as it may be idle. */
function closeConnectionsWhenStopping(fastify: FastifyInstance): void {
  let stopping = false;
  fastify.addHook('preClose', async () => {
    stopping = true;
  });
  fastify.addHook('onSend', async (_request, reply) => {
    if (stopping) void reply.header('Connection', 'close');
  });
}
