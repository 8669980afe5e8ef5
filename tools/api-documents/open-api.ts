import {
  createDocument,
  type ZodOpenApiOperationObject,
  type ZodOpenApiOverride,
  type ZodOpenApiPathsObject,
} from 'zod-openapi';
import { addExamples } from './examples.js';
import { operationOf } from './operations.js';
import { problem } from './problems.js';
import type { DocumentedRoute } from './routes.js';

const INFO = {
  title: 'Ally',
  version: '1',
  description:
    'From an article to a workshop seat or a downloaded course. Errors are RFC 9457 problems with a stable `code`; lists page by an opaque cursor; money is integer minor units; times are RFC 3339 in UTC.',
  license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
};

/** The whole HTTP API as an OpenAPI 3.1 document, each body with an example. */
export function openApiOf(routes: readonly DocumentedRoute[]): ReturnType<typeof createDocument> {
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
