import { timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Clock } from '#libs/clock';
import { Refusal } from '#libs/contracts';
import { Database } from '#libs/database';
import { ApiKeyFactsRepository } from './api-key-facts.repository.js';
import { hashOfApiKey, idOfApiKey } from './api-key.js';
import { rootOperator, type Operator } from './operator.js';
import { RecordApiKeyUse } from './record-api-key-use.js';
import { knownScopes, type Scope } from './scopes.js';

/** The instance's own key, which every service has in its configuration: it opens everything, and issues the first keys. */
export const OPERATOR_KEY = Symbol('operator key');

const admitted = new WeakMap<FastifyRequest, Operator>();

/** Tells operators from everybody else, by the key that they show. */
@Injectable()
export class Operators {
  private readonly rootHash: string;

  constructor(
    @Inject(OPERATOR_KEY) rootKey: string,
    private readonly database: Database,
    private readonly keys: ApiKeyFactsRepository,
    private readonly uses: RecordApiKeyUse,
    private readonly clock: Clock,
  ) {
    this.rootHash = hashOfApiKey(rootKey);
  }

  /**
   * Lets a request in whose key has this scope.
   * @throws Refusal `operator-only` without a key that is valid now, whatever is wrong with it; `scope-missing`.
   */
  async admit(request: FastifyRequest, scope: Scope): Promise<Operator> {
    const operator = await this.recognise(request);
    if (operator === undefined) {
      throw new Refusal('unauthenticated', 'operator-only', 'This needs the API key of an operator.', [
        { pointer: 'header:Authorization', detail: 'no valid API key' },
      ]);
    }
    if (!operator.scopes.includes(scope)) {
      throw new Refusal('forbidden', 'scope-missing', `This needs an API key with the scope ${scope}.`, [
        { pointer: 'header:Authorization', detail: `the scope ${scope} is missing` },
      ]);
    }
    admitted.set(request, operator);
    return operator;
  }

  private async recognise(request: FastifyRequest): Promise<Operator | undefined> {
    const [, shown] = /^Bearer +(\S.*)$/i.exec(request.headers.authorization ?? '') ?? [];
    if (shown === undefined) return undefined;
    const hash = hashOfApiKey(shown);
    if (isSame(hash, this.rootHash)) return rootOperator(request.id);
    // A typo or a made-up key costs nobody a query.
    const apiKeyId = idOfApiKey(shown);
    if (apiKeyId === undefined) return undefined;
    const key = await this.keys.find(this.database, apiKeyId);
    if (key === undefined || !isSame(hash, key.hash)) return undefined;
    if (key.revokedAt !== null || (key.expiresAt !== null && key.expiresAt <= this.clock.now()))
      return undefined;
    this.uses.note(apiKeyId);
    const { name, expiresAt } = key;
    return { id: apiKeyId, name, scopes: knownScopes(key.scopes), expiresAt, requestId: request.id };
  }
}

/** Who acts by a request that was let in. @throws Error when nobody was: then the route lacks its guard. */
export function actingOperatorOf(request: FastifyRequest): Operator {
  const operator = admitted.get(request);
  if (operator === undefined) throw new Error('A route asks for its operator and is not @OperatorOnly');
  return operator;
}

function isSame(hash: string, other: string): boolean {
  return timingSafeEqual(Buffer.from(hash, 'hex'), Buffer.from(other, 'hex'));
}
