import { Controller, type Type } from '@nestjs/common';
import { apiKeyIssued, apiKeyRevoked, type EventOf } from '#libs/contracts';
import { EventContext, OnEvent, type FactsKeeper } from '#libs/events';
import { ApiKeyFactsRepository } from './api-key-facts.repository.js';

const CONSUMER = 'keep-api-key-facts';

/**
 * Keeps a service's copy of the operators' keys, which notifications issues and revokes.
 * @param transportId the service's events symbol.
 */
export function keepApiKeyFacts(transportId: symbol): Type {
  @Controller()
  class KeepApiKeyFacts {
    constructor(private readonly keys: ApiKeyFactsRepository) {}

    @OnEvent(apiKeyIssued, transportId, CONSUMER)
    async onIssued({ data }: EventOf<typeof apiKeyIssued>, { transaction }: EventContext): Promise<void> {
      await this.keys.put(transaction, data);
    }

    @OnEvent(apiKeyRevoked, transportId, CONSUMER)
    async onRevoked({ data }: EventOf<typeof apiKeyRevoked>, { transaction }: EventContext): Promise<void> {
      await this.keys.put(transaction, data);
    }
  }
  return KeepApiKeyFacts;
}

/** Keeps the same copy without Nest, for making it again from the log. */
export function apiKeyFactsKeeper(): FactsKeeper {
  const KeepApiKeyFacts = keepApiKeyFacts(Symbol('rebuilt facts'));
  return { handlers: new KeepApiKeyFacts(new ApiKeyFactsRepository()), tables: ['api_key_facts'] };
}
