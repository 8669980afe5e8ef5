import { z } from 'zod';
import type { ZodOpenApiOperationObject } from 'zod-openapi';
import { slug } from '#libs/contracts';
import type { Answer, OtherBody } from '#libs/openapi';
import { problemResponse, problemsOf, requestId } from './problems.js';
import type { DocumentedRoute } from './routes.js';

type Responses = NonNullable<ZodOpenApiOperationObject['responses']>;

/** One route: what it takes, whom it opens to, what it answers and refuses. */
export function operationOf(route: DocumentedRoute): ZodOpenApiOperationObject {
  const { description, service, query, params } = route;
  return {
    operationId: description.operation,
    summary: description.summary,
    tags: [service],
    security: securityOf(route),
    requestParams: {
      ...(params.size > 0 && { path: objectOf(params) }),
      query: query instanceof z.ZodObject ? query : objectOf(query),
      ...(route.isIdempotent && { header: idempotencyHeader }),
      ...(route.wantsVersion && { header: versionHeader }),
      ...(route.takesDigest && { header: digestHeader }),
    },
    ...(route.scope !== undefined && { 'x-scope': route.scope }),
    ...(route.limit !== undefined && { 'x-limit-per-minute': route.limit.perMinute }),
    ...requestBodyOf(route),
    responses: responsesOf(route),
  };
}

const idempotencyHeader = z.object({
  'Idempotency-Key': z.uuid().optional().meta({
    description: 'The same key again gets the first answer again, with `Idempotency-Replayed: true`.',
  }),
});

const versionHeader = z.object({
  'If-Match': z.string().meta({ description: 'The ETag of what was changed.', examples: ['"3"'] }),
});

const digestHeader = z.object({
  'Repr-Digest': z
    .string()
    .optional()
    .meta({
      description: 'The SHA-256 of the body (RFC 9530): it is refused if something else arrives.',
      examples: ['sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:'],
    }),
});

function securityOf({ scope, wantsToken }: DocumentedRoute): Record<string, string[]>[] {
  if (scope !== undefined) return [{ operator: [] }];
  return wantsToken ? [{ person: [] }, { link: [] }] : [];
}

function objectOf(schemas: ReadonlyMap<string, z.ZodType | undefined>): z.ZodObject {
  const shape = [...schemas].map(
    ([name, schema]) => [name, schema ?? (name === 'slug' ? slug : z.string())] as const,
  );
  return z.object(Object.fromEntries(shape));
}

function requestBodyOf({
  body,
  takesForms,
  description: { takes },
}: DocumentedRoute): Pick<ZodOpenApiOperationObject, 'requestBody'> {
  if (body !== undefined)
    return {
      requestBody: {
        required: true,
        content: {
          'application/json': { schema: body },
          ...(takesForms && { 'application/x-www-form-urlencoded': { schema: body } }),
        },
      },
    };
  if (takes === undefined) return {};
  return { requestBody: { required: false, content: { [takes.mediaType]: { schema: {} } } } };
}

function responsesOf(route: DocumentedRoute): Responses {
  const { description, status } = route;
  const says = {
    says: description.summary,
    ...(description.answer !== undefined && { body: description.answer }),
  };
  const answers: Record<number, Answer> = { [status]: says, ...description.otherAnswers };
  const responses: Record<string, unknown> = {};
  for (const [code, answer] of Object.entries(answers)) responses[code] = responseOf(answer, route);
  for (const [code, codes] of problemsOf(route)) responses[code] = problemResponse(codes, code);
  return responses as Responses;
}

const replayed = {
  description: 'This answer is of a request before.',
  schema: { type: 'string', enum: ['true'] },
} as const;
const etag = {
  description: 'The version, for `If-Match`.',
  required: true,
  schema: { type: 'string' },
} as const;

function responseOf({ says, body }: Answer, { isIdempotent, description }: DocumentedRoute) {
  const headers = {
    'Request-Id': requestId,
    ...(isIdempotent && { 'Idempotency-Replayed': replayed }),
    ...(description.versioned === true && { ETag: etag }),
  };
  if (body === undefined) return { description: says, headers };
  const content = isOther(body)
    ? { [body.mediaType]: { schema: { type: 'string' } } }
    : { 'application/json': { schema: body } };
  return { description: says, headers, content };
}

function isOther(body: z.ZodType | OtherBody): body is OtherBody {
  return !(body instanceof z.ZodType);
}
