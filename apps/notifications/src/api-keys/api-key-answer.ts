import { z } from 'zod';
import { id, instant, slug } from '#libs/contracts';
import type { ApiKey } from './api-key.js';

const handler = z.object({ id: z.string(), name: z.string() });

/** An operator's key as operators see it: without the key, and without its hash. */
export const apiKeyAnswer = z
  .object({
    id,
    name: slug,
    startsWith: z.string().meta({ description: 'The public beginning of the key.' }),
    scopes: z.array(z.string()),
    createdAt: instant,
    createdBy: handler,
    expiresAt: instant.nullable(),
    lastUsedAt: instant.nullable().meta({ description: 'In any service, to the minute.' }),
    revokedAt: instant.nullable(),
    revokedBy: handler.nullable(),
  })
  .meta({ id: 'ApiKey' });

/** The key itself, this once; null when the same request has made it before. */
export const issuedApiKeyAnswer = apiKeyAnswer
  .extend({ key: z.string().nullable() })
  .meta({ id: 'IssuedApiKey' });

export function apiKeyAnswerOf(key: ApiKey): z.output<typeof apiKeyAnswer> {
  return {
    id: key.id,
    name: key.name,
    startsWith: key.startsWith,
    scopes: [...key.scopes],
    createdAt: key.createdAt.toISOString(),
    createdBy: key.createdBy,
    expiresAt: key.expiresAt?.toISOString() ?? null,
    lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
    revokedAt: key.revokedAt?.toISOString() ?? null,
    revokedBy: key.revokedBy,
  };
}
