import { sample } from 'openapi-sampler';
import { z } from 'zod';
import {
  createDocument,
  type ZodOpenApiOperationObject,
  type ZodOpenApiOverride,
  type ZodOpenApiPathsObject,
} from 'zod-openapi';
import { slug, type RefusalKind } from '#libs/contracts';
import { STATUS_OF_REFUSAL } from '#libs/http';
import type { Answer, OtherBody } from '#libs/openapi';
import type { DocumentedRoute } from './routes.js';

type Responses = NonNullable<ZodOpenApiOperationObject['responses']>;
type Document = ReturnType<typeof createDocument>;

const problem = z
  .object({
    type: z.string().meta({ examples: ['urn:ally:problem:invalid-input'] }),
    title: z.string(),
    status: z.int(),
    code: z.string().meta({ description: 'Stable: what programs may branch on.' }),
    detail: z.string().meta({ description: 'For people.' }),
    errors: z
      .array(
        z.object({
          pointer: z.string().meta({
            description: 'A JSON pointer into the body, or `?name`, `path:name`, `header:name`.',
            examples: ['/person/email'],
          }),
          detail: z.string(),
        }),
      )
      .optional(),
    requestId: z.uuid(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457 problem details.' });

const INFO = {
  title: 'Ally',
  version: '1',
  description:
    'From an article to a workshop seat or a downloaded course. Errors are RFC 9457 problems with a stable `code`; lists page by an opaque cursor; money is integer minor units; times are RFC 3339 in UTC.',
  license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
};

/** The whole HTTP API as an OpenAPI 3.1 document, each body with an example. */
export function openApiOf(routes: readonly DocumentedRoute[]): Document {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const route of routes) (paths[route.path] ??= {})[route.method] = operationOf(route);
  const document = createDocument(
    {
      openapi: '3.1.0',
      info: INFO,
      servers: [{ url: '/' }],
      tags: [...new Set(routes.map(({ service }) => service))].map((name) => ({ name })),
      paths: paths as ZodOpenApiPathsObject,
      components: {
        schemas: { Problem: problem },
        securitySchemes: {
          operator: {
            type: 'http',
            scheme: 'bearer',
            description: 'An API key: `ally_live_…` or `ally_test_…`.',
          },
          person: {
            type: 'http',
            scheme: 'bearer',
            description:
              "The token of an object's link, or of a sign-in where the object belongs to a person.",
          },
          link: {
            type: 'apiKey',
            in: 'query',
            name: 'token',
            description: 'The same, in a link that was followed.',
          },
        },
      },
    },
    { override: plainly },
  );
  addExamples(document);
  return document;
}

const ANY_INTEGER = new Set<unknown>([Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER]);

/** Leaves out what a reader knows without being told: how long an integer may be, and what a UUID looks like. */
const plainly: ZodOpenApiOverride = ({ jsonSchema }) => {
  if (ANY_INTEGER.has(jsonSchema.minimum)) delete jsonSchema.minimum;
  if (ANY_INTEGER.has(jsonSchema.maximum)) delete jsonSchema.maximum;
  if (jsonSchema.format === 'uuid') delete jsonSchema.pattern;
};

function operationOf(route: DocumentedRoute): ZodOpenApiOperationObject {
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
  description: { takes },
}: DocumentedRoute): Pick<ZodOpenApiOperationObject, 'requestBody'> {
  if (body !== undefined)
    return { requestBody: { required: true, content: { 'application/json': { schema: body } } } };
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
  for (const [code, answer] of Object.entries(answers))
    responses[code] = responseOf(answer, route.isIdempotent);
  for (const [code, codes] of problemsOf(route)) responses[code] = problemResponse(codes, code);
  return responses as Responses;
}

const EXAMPLE_ID = '0199c0de-7a11-7000-8000-00000000f00d';
const requestId = {
  description: 'Names this request in our logs.',
  schema: { type: 'string', format: 'uuid' },
} as const;

function responseOf({ says, body }: Answer, isIdempotent: boolean) {
  const replayed = {
    description: 'This answer is of a request before.',
    schema: { type: 'string', enum: ['true'] },
  };
  const headers = { 'Request-Id': requestId, ...(isIdempotent && { 'Idempotency-Replayed': replayed }) };
  if (body === undefined) return { description: says, headers };
  const content = isOther(body)
    ? { [body.mediaType]: { schema: { type: 'string' } } }
    : { 'application/json': { schema: body } };
  return { description: says, headers, content };
}

function isOther(body: z.ZodType | OtherBody): body is OtherBody {
  return !(body instanceof z.ZodType);
}

/** The codes of the problems by their status: what the use case refuses, and what every route of its sort does. */
function problemsOf(route: DocumentedRoute): Map<number, Set<string>> {
  const problems = new Map<number, Set<string>>();
  const add = (status: number, codes: readonly string[]) =>
    problems.set(status, new Set([...(problems.get(status) ?? []), ...codes]));
  const { refuses = {}, otherProblems = {}, takes } = route.description;
  for (const [kind, codes] of Object.entries(refuses)) add(STATUS_OF_REFUSAL[kind as RefusalKind], codes);
  for (const [status, codes] of Object.entries(otherProblems)) add(Number(status), codes);
  const checksInput = route.body !== undefined || route.query instanceof z.ZodObject || route.query.size > 0;
  if (checksInput || route.params.size > 0) add(400, ['invalid-input']);
  if (route.method !== 'get') {
    add(400, ['bad-request']);
    add(413, ['body-too-large']);
    add(415, ['unsupported-media-type']);
  }
  if (takes !== undefined) add(400, ['bad-request']);
  if (route.isIdempotent) {
    add(400, ['idempotency-key-invalid']);
    add(422, ['idempotency-key-reused']);
  }
  if (route.wantsVersion) {
    add(412, ['precondition-failed']);
    add(428, ['precondition-required']);
  }
  if (route.takesDigest) add(400, ['repr-digest-invalid']);
  if (route.wantsToken) {
    add(401, ['token-missing', 'link-invalid']);
    add(410, ['link-expired']);
  }
  if (route.scope !== undefined) {
    add(401, ['operator-only']);
    add(403, ['scope-missing']);
  }
  if (route.limit !== undefined) add(429, ['too-many-requests']);
  if (route.service !== 'platform') add(503, ['temporarily-unavailable']);
  return problems;
}

const retryAfter = { description: 'In how many seconds to try again.', schema: { type: 'integer' } } as const;

function problemResponse(codes: ReadonlySet<string>, status: number) {
  return {
    description: [...codes].join(', '),
    headers: {
      'Request-Id': requestId,
      ...((status === 429 || status === 503 || codes.has('too-many-holds')) && { 'Retry-After': retryAfter }),
    },
    content: {
      'application/problem+json': {
        schema: {
          allOf: [{ $ref: '#/components/schemas/Problem' }],
          type: 'object',
          properties: { status: { const: status }, code: { enum: [...codes] } },
        },
        example: exampleOf([...codes][0] ?? '', status),
      },
    },
  };
}

function exampleOf(code: string, status: number) {
  const title = code.replaceAll('-', ' ');
  const detail = 'A sentence for a person.';
  return { type: `urn:ally:problem:${code}`, title, status, code, detail, requestId: EXAMPLE_ID };
}

/** Every other JSON body gets an example, made of those of its parts. */
function addExamples(document: Document): void {
  for (const path of Object.values(document.paths ?? {})) {
    for (const operation of Object.values(path as Record<string, never>)) {
      const { requestBody, responses } = operation as {
        requestBody?: Bodied;
        responses: Record<string, Bodied>;
      };
      for (const { content } of [requestBody ?? {}, ...Object.values(responses)]) {
        for (const [type, media] of Object.entries(content ?? {})) {
          if (type.endsWith('json') && media.schema !== undefined)
            media.example ??= sample(media.schema, {}, document);
        }
      }
    }
  }
}

interface Bodied {
  readonly content?: Record<string, { schema?: object; example?: unknown }>;
}
