import { randomUUID } from 'node:crypto';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Logger, type DynamicModule, type Type } from '@nestjs/common';
import {
  LogController,
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify';
import { NestLog } from '#libs/observability';
import { limitBodyTime, LONGEST_BODY_MS } from './body-deadline.js';
import { routedBlockOf } from './client-network.js';
import { refuseFormsElsewhere } from './forms.js';
import type { HttpExposure } from './http-exposure.js';
import { InputPipe } from './input.pipe.js';
import { observeRequests, type Observation } from './observe-requests.js';
import { ProblemDetailsFilter } from './problem-details.filter.js';
import { answerBrokenRequest, headerLimits, limitBodyDepth, limitHeaderCount } from './request-limits.js';
import { limitRoutes } from './route-limits.js';
import { sendSecurityHeaders } from './security-headers.js';
import { stopGently } from './stop-gently.js';
import { takeStreams } from './streamed-body.js';

const BODY_LIMIT_BYTES = 64 * 1024;
const ONE_CLICK_BODY_LIMIT_BYTES = 4 * 1024;

/** An HTTP application as every Ally process has one: schema-checked input, problem details, request ids, size limits. */
export async function createHttpApp(
  module: Type | DynamicModule,
  observation: Observation,
  { publicUrl, trustedProxies = [], rateFactor = 1, bodyWithinMs }: HttpExposure = {},
): Promise<NestFastifyApplication> {
  const problemDetails = new ProblemDetailsFilter();
  const adapter = new FastifyAdapter({
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) =>
      problemDetails.answer(error, request, reply),
    bodyLimit: BODY_LIMIT_BYTES,
    genReqId: () => randomUUID(),
    forceCloseConnections: 'idle',
    // Who has a connection when the process is asked to stop is served; the answer then closes it.
    return503OnClosing: false,
    loggerInstance: observation.logger,
    childLoggerFactory: (logger: FastifyBaseLogger) => logger,
    logController: new LogController({ disableRequestLogging: true }),
    requestTimeout: LONGEST_BODY_MS,
    http: headerLimits,
    clientErrorHandler: answerBrokenRequest,
    trustProxy: trustedProxies.length > 0 && [...trustedProxies],
    // Tokens of links stand in the path.
    routerOptions: { maxParamLength: 2048 },
  });
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    rawBody: true,
    logger: new NestLog(observation.logger),
    abortOnError: false,
  });
  app.useGlobalPipes(new InputPipe());
  app.useGlobalFilters(problemDetails);
  const fastify = app.getHttpAdapter().getInstance();
  observeRequests(fastify, observation);
  fastify.addHook('onRequest', async (request, reply) => {
    void reply.header('Request-Id', request.id);
  });
  limitHeaderCount(fastify);
  refuseFormsElsewhere(fastify);
  limitBodyTime(fastify, bodyWithinMs);
  limitBodyDepth(fastify);
  if (trustedProxies.length === 0) tellOfUntrustedProxy(fastify);
  await sendSecurityHeaders(fastify, publicUrl?.startsWith('https:') === true);
  await limitRoutes(fastify, rateFactor);
  stopGently(fastify);
  fastify.removeContentTypeParser('text/plain');
  takeStreams(fastify);
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

/** Behind a proxy that is not known as ours everybody seems to be one client, and is limited as one. */
function tellOfUntrustedProxy(fastify: FastifyInstance): void {
  let told = false;
  fastify.addHook('onRequest', async ({ headers, ip }) => {
    if (told || headers['x-forwarded-for'] === undefined || routedBlockOf(ip) !== null) return;
    told = true;
    new Logger('http').warn(
      'A proxy on this network says for whom it asks (X-Forwarded-For), and is not believed: its clients are limited ' +
        'as if they were one. Set ALLY_TRUSTED_PROXIES if it is yours.',
    );
  });
}
