import { z } from 'zod';
import type { RefusalKind } from '#libs/contracts';
import { STATUS_OF_REFUSAL } from '#libs/http';
import type { DocumentedRoute } from './routes.js';

/** What every problem looks like. */
export const problem = z
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

const EXAMPLE_ID = '0199c0de-7a11-7000-8000-00000000f00d';

/** The header of every answer. */
export const requestId = {
  description: 'Names this request in our logs.',
  required: true,
  schema: { type: 'string', format: 'uuid' },
} as const;

/** The codes of the problems by their status: what the use case refuses, and what every route of its sort does. */
export function problemsOf(route: DocumentedRoute): Map<number, Set<string>> {
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

/** The response of one status, with the codes that it may carry. */
export function problemResponse(codes: ReadonlySet<string>, status: number) {
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
