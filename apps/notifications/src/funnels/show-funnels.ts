import { Controller, Get, Query, UseGuards } from '@nestjs/common';
import { z } from 'zod';
import { Database } from '#libs/database';
import { OperatorGuard } from '#libs/http';
import { FunnelRepository } from './funnel.repository.js';

const query = z.strictObject({ by: z.literal('article').default('article') });

/** How many people each article has brought how far; for operators. */
@Controller('v1/funnels')
@UseGuards(OperatorGuard)
export class ShowFunnels {
  constructor(
    private readonly database: Database,
    private readonly funnel: FunnelRepository,
  ) {}

  @Get()
  async show(@Query({ schema: query }) _by: z.output<typeof query>) {
    return { data: await this.funnel.byArticle(this.database) };
  }
}
