import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Refusal, type FieldError, type RefusalKind } from '#libs/contracts';
import { isDatabaseUnavailable } from '#libs/database';
import { routeOf } from './observe-requests.js';
import { sendPage, wantsHtml } from './page.js';

/** The HTTP status of each sort of refusal. */
export const STATUS_OF_REFUSAL: Readonly<Record<RefusalKind, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  gone: 410,
  'precondition-failed': 412,
  'too-large': 413,
  unprocessable: 422,
  'precondition-required': 428,
  'too-many': 429,
  unavailable: 503,
};

/** An RFC 9457 problem; `code` is stable, `detail` is for people, `errors` names the fields. */
interface Problem {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly errors?: readonly FieldError[];
  readonly retryAfterSeconds?: number | undefined;
}

const RETRY_AFTER_SECONDS = 2;

const PAGE = `
<p>{{ detail }}</p>
{% if errors.size > 0 %}<ul>{% for error in errors %}<li>{{ error.pointer }}: {{ error.detail }}</li>{% endfor %}</ul>{% endif %}
<p><small>{{ requestId }}</small></p>`;

/** Answers every failure of a request with `application/problem+json`, or with a page where a person is waiting for one. */
@Catch()
export class ProblemDetailsFilter implements ExceptionFilter {
  private readonly logger = new Logger('http');

  catch(error: unknown, host: ArgumentsHost): void {
    this.answer(error, host.switchToHttp().getRequest(), host.switchToHttp().getResponse());
  }

  /** For failures that Fastify finds before Nest has the request. */
  answer(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
    const { status, code, detail, errors, retryAfterSeconds } = problemOf(error);
    if (status >= 500)
      this.logger.error(`${request.method} ${routeOf(request)} ${request.id}: ${traceOf(error)}`);
    if (retryAfterSeconds !== undefined) void reply.header('Retry-After', retryAfterSeconds);
    else if (status === 503) void reply.header('Retry-After', RETRY_AFTER_SECONDS);
    void reply.status(status);
    if (wantsHtml(request)) {
      const variables = { detail, errors: errors ?? [], requestId: request.id };
      void sendPage(reply, 'This did not work', PAGE, variables);
      return;
    }
    void reply.type('application/problem+json').send({
      type: `urn:ally:problem:${code}`,
      title: code.replaceAll('-', ' '),
      status,
      code,
      detail,
      ...(errors !== undefined && errors.length > 0 && { errors }),
      requestId: request.id,
    });
  }
}

function problemOf(error: unknown): Problem {
  if (error instanceof Refusal) {
    const { kind, code, detail, errors, retryAfterSeconds } = error;
    return { status: STATUS_OF_REFUSAL[kind], code, detail, errors, retryAfterSeconds };
  }
  const status = error instanceof HttpException ? error.getStatus() : statusOfFastify(error);
  switch (status) {
    case 404:
      return { status, code: 'not-found', detail: 'There is nothing at this address.' };
    case 413:
      return { status, code: 'body-too-large', detail: 'The request body is larger than this route takes.' };
    case 415:
      return {
        status,
        code: 'unsupported-media-type',
        detail: 'This route does not take a body of this type.',
      };
    case 431:
      return { status, code: 'headers-too-large', detail: 'The request has too many headers.' };
    case undefined:
      break;
    default:
      if (status < 500)
        return { status, code: 'bad-request', detail: 'The request could not be read: is it valid JSON?' };
  }
  if (isDatabaseUnavailable(error)) {
    return {
      status: 503,
      code: 'temporarily-unavailable',
      detail: 'We cannot tell whether it was done. Please try again shortly, with the same Idempotency-Key.',
    };
  }
  return {
    status: 500,
    code: 'internal-error',
    detail: 'Something went wrong on our side. The request id helps us find it.',
  };
}

function statusOfFastify(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('statusCode' in error)) return undefined;
  return typeof error.statusCode === 'number' ? error.statusCode : undefined;
}

function traceOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : 'failed for no stated reason';
}
