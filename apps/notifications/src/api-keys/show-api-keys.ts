import { Controller, Get, Query } from '@nestjs/common';
import { Database } from '#libs/database';
import { pageAnswer, pageOf, pageQuery, type PageQuery } from '#libs/http';
import { Route } from '#libs/openapi';
import { OperatorOnly } from '#libs/operators';
import { apiKeyAnswer, apiKeyAnswerOf } from './api-key-answer.js';
import { ApiKeyRepository } from './api-key.repository.js';

/** The operators' keys that were ever made, newest first. */
@Controller('v1/api-keys')
@OperatorOnly('api-keys:read')
export class ShowApiKeys {
  constructor(
    private readonly database: Database,
    private readonly apiKeys: ApiKeyRepository,
  ) {}

  @Get()
  @Route({
    operation: 'listApiKeys',
    summary: 'The API keys that were ever made, newest first, without their secrets.',
    answer: pageAnswer(apiKeyAnswer),
  })
  async list(@Query({ schema: pageQuery }) query: PageQuery) {
    const { data, next } = pageOf(await this.apiKeys.list(this.database, query), query.limit);
    return { data: data.map(apiKeyAnswerOf), next };
  }
}
