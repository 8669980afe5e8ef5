import { Controller, HttpCode, Injectable, Param, Post } from '@nestjs/common';
import { Clock } from '#libs/clock';
import { apiKeyRevoked, id, Refusal } from '#libs/contracts';
import { Database } from '#libs/database';
import { Outbox } from '#libs/events';
import { Route } from '#libs/openapi';
import {
  ActingOperator,
  ApiKeyFactsRepository,
  AuditTrail,
  OperatorOnly,
  type Operator,
} from '#libs/operators';
import { apiKeyAnswer, apiKeyAnswerOf } from './api-key-answer.js';
import { afterRevocation, apiKeyStateOf, type ApiKey } from './api-key.js';
import { ApiKeyRepository } from './api-key.repository.js';

/** Ends a key for good: here at once, in every other service when the event has reached it. */
@Injectable()
export class RevokeApiKey {
  constructor(
    private readonly database: Database,
    private readonly apiKeys: ApiKeyRepository,
    private readonly facts: ApiKeyFactsRepository,
    private readonly trail: AuditTrail,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** A second revocation changes nothing. @throws Refusal `api-key-unknown`. */
  async execute(operator: Operator, apiKeyId: string): Promise<ApiKey> {
    return this.database.transaction(async (transaction) => {
      const before = await this.apiKeys.lock(transaction, apiKeyId);
      if (before === undefined)
        throw new Refusal('not-found', 'api-key-unknown', 'There is no such API key.');
      const after = afterRevocation(before, operator, this.clock.now());
      if (after === before) return before;
      const [was, state] = [apiKeyStateOf(before), apiKeyStateOf(after)];
      await this.apiKeys.revoke(transaction, after);
      await this.facts.put(transaction, state);
      await this.outbox.append(transaction, apiKeyRevoked, state);
      const write = { action: 'api-key.revoked', kind: 'api-key', id: apiKeyId, before: was, after: state };
      await this.trail.record(transaction, operator, write);
      return after;
    });
  }
}

@Controller('v1/api-keys')
@OperatorOnly('api-keys:write')
export class RevokeApiKeyController {
  constructor(private readonly revokeApiKey: RevokeApiKey) {}

  @Post(':id/revocation')
  @HttpCode(200)
  @Route({
    operation: 'revokeApiKey',
    summary: 'Ends an API key for good. Asking again changes nothing.',
    answer: apiKeyAnswer,
    refuses: { 'not-found': ['api-key-unknown'] },
  })
  async revoke(@Param('id', { schema: id }) apiKeyId: string, @ActingOperator() operator: Operator) {
    return apiKeyAnswerOf(await this.revokeApiKey.execute(operator, apiKeyId));
  }
}
