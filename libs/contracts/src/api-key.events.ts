import { z } from 'zod';
import { defineEvent } from './event-definition.js';
import { id, instant, slug } from './primitives.js';

/** All that a service must know of an operator's key to let it in. The hash tells nothing of the key, which is random. */
const apiKeyState = {
  apiKeyId: id,
  version: z.int(),
  /** A slug, so that no event tells the name of a person. */
  name: slug,
  /** SHA-256 of the whole key, in hexadecimal. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  /** Scopes of any build: a service ignores those that it does not know. */
  scopes: z.array(z.string()),
  expiresAt: instant.nullable(),
  revokedAt: instant.nullable(),
};
const apiKeyFact = (fact: string) =>
  defineEvent({
    type: `notifications.api-key.${fact}`,
    topic: 'notifications.api-key.v1',
    compacted: true,
    key: 'apiKeyId',
    data: apiKeyState,
  });
export const apiKeyIssued = apiKeyFact('issued');
export const apiKeyRevoked = apiKeyFact('revoked');
export type ApiKeyState = z.infer<typeof apiKeyIssued.data>;

const useRecorded = <Service extends string>(service: Service) =>
  defineEvent({
    type: `${service}.api-key-use.recorded`,
    topic: `${service}.api-key-use.v1`,
    key: 'apiKeyId',
    data: { apiKeyId: id, usedAt: instant },
  });
/** That a key has opened something in a service: told once a minute per key and service, however often it did. */
export const apiKeyUseRecorded = {
  catalog: useRecorded('catalog'),
  enrollment: useRecorded('enrollment'),
  payments: useRecorded('payments'),
  notifications: useRecorded('notifications'),
};
