import { Body, Controller, Inject, Injectable, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Clock } from '#libs/clock';
import { apiKeyIssued, instant, Refusal, slug } from '#libs/contracts';
import { Database, newId, type Transaction } from '#libs/database';
import { Outbox } from '#libs/events';
import { assertSameWish, IdempotentWish, markReplayed, type Wish } from '#libs/http';
import { Route } from '#libs/openapi';
import {
  ActingOperator,
  ApiKeyFactsRepository,
  AuditTrail,
  hashOfApiKey,
  knownScopes,
  modeOfKeys,
  newApiKey,
  OPERATOR_KEY,
  OperatorOnly,
  publicStartOf,
  scope,
  type Operator,
} from '#libs/operators';
import { apiKeyAnswerOf, issuedApiKeyAnswer } from './api-key-answer.js';
import { apiKeyStateOf, scopeBeyond, type ApiKey } from './api-key.js';
import { ApiKeyRepository } from './api-key.repository.js';

/** What one says to get a key. The name says what uses it, and is no person's. */
export const apiKeyWish = z
  .strictObject({ name: slug, scopes: z.array(scope).min(1).max(50), expiresAt: instant.optional() })
  .meta({ id: 'ApiKeyWish' });
type ApiKeyWish = z.output<typeof apiKeyWish>;

export interface IssuedApiKey {
  readonly apiKey: ApiKey;
  /** Shown this once; null when an earlier request with the same idempotency key has got it. */
  readonly key: string | null;
}

/** Makes keys for operators. Only the hash of a key is kept, so nobody can show it again. */
@Injectable()
export class IssueApiKey {
  constructor(
    private readonly database: Database,
    private readonly apiKeys: ApiKeyRepository,
    private readonly facts: ApiKeyFactsRepository,
    private readonly trail: AuditTrail,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    @Inject(OPERATOR_KEY) private readonly rootKey: string,
  ) {}

  /**
   * @throws Refusal `scope-missing` or `expires-too-late` (nobody gives what they do not have), `expires-in-the-past`,
   *   `idempotency-key-reused`.
   */
  async execute(operator: Operator, input: ApiKeyWish, wish: Wish): Promise<IssuedApiKey> {
    return this.database.transaction(async (transaction) => {
      const earlier =
        wish.key === null ? undefined : await this.apiKeys.findByWish(transaction, operator.id, wish.key);
      if (earlier !== undefined) {
        assertSameWish(wish, earlier.inputHash);
        return { apiKey: earlier.apiKey, key: null };
      }
      return this.issue(transaction, operator, input, wish);
    });
  }

  private async issue(
    transaction: Transaction,
    operator: Operator,
    input: ApiKeyWish,
    wish: Wish,
  ): Promise<IssuedApiKey> {
    const now = this.clock.now();
    const expiresAt = input.expiresAt === undefined ? null : new Date(input.expiresAt);
    assertMayIssue(operator, input.scopes, expiresAt, now);
    const id = newId();
    const key = newApiKey(modeOfKeys(this.rootKey), id);
    const apiKey: ApiKey = {
      id,
      version: 1,
      name: input.name,
      startsWith: publicStartOf(key),
      hash: hashOfApiKey(key),
      scopes: knownScopes(input.scopes),
      createdAt: now,
      createdBy: { id: operator.id, name: operator.name },
      expiresAt,
      lastUsedAt: null,
      revokedAt: null,
      revokedBy: null,
    };
    const state = apiKeyStateOf(apiKey);
    await this.apiKeys.insert(transaction, apiKey, wish);
    await this.facts.put(transaction, state);
    await this.outbox.append(transaction, apiKeyIssued, state);
    const write = { action: 'api-key.issued', kind: 'api-key', id, before: null, after: state };
    await this.trail.record(transaction, operator, write);
    return { apiKey, key };
  }
}

function assertMayIssue(
  operator: Operator,
  scopes: readonly string[],
  expiresAt: Date | null,
  now: Date,
): void {
  const missing = scopeBeyond(scopes, operator.scopes);
  if (missing !== undefined) {
    throw new Refusal('forbidden', 'scope-missing', `A key without the scope ${missing} cannot give it.`, [
      { pointer: '/scopes', detail: `the scope ${missing} is missing` },
    ]);
  }
  const { expiresAt: end } = operator;
  if (end !== null && (expiresAt === null || expiresAt > end)) {
    throw new Refusal('forbidden', 'expires-too-late', 'A key makes no key that outlives it.', [
      { pointer: '/expiresAt', detail: `must be ${end.toISOString()} at the latest` },
    ]);
  }
  if (expiresAt !== null && expiresAt <= now) {
    throw new Refusal('unprocessable', 'expires-in-the-past', 'A key cannot expire before it is made.', [
      { pointer: '/expiresAt', detail: 'has passed' },
    ]);
  }
}

@Controller('v1/api-keys')
@OperatorOnly('api-keys:write')
export class IssueApiKeyController {
  constructor(private readonly issueApiKey: IssueApiKey) {}

  /** 201 with the key. A replay answers the same with `key: null`: a key that got lost is revoked, and another made. */
  @Post()
  @Route({
    operation: 'createApiKey',
    summary: 'Makes an API key, which is shown this once: a replay answers with `key: null`.',
    answer: issuedApiKeyAnswer,
    refuses: { forbidden: ['scope-missing', 'expires-too-late'], unprocessable: ['expires-in-the-past'] },
  })
  async issue(
    @Body({ schema: apiKeyWish }) input: ApiKeyWish,
    @ActingOperator() operator: Operator,
    @IdempotentWish() wish: Wish,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { apiKey, key } = await this.issueApiKey.execute(operator, input, wish);
    if (key === null) markReplayed(reply);
    void reply.header('Cache-Control', 'no-store');
    return { ...apiKeyAnswerOf(apiKey), key };
  }
}
