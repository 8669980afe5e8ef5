import { Controller, Get, Query } from '@nestjs/common';
import { z } from 'zod';
import { id, slug } from '#libs/contracts';
import { Database } from '#libs/database';
import { Route } from '#libs/openapi';
import { OperatorOnly } from '#libs/operators';
import { FunnelRepository } from './funnel.repository.js';

const query = z.strictObject({ by: z.literal('article').default('article') });

/** How far the readers of one article have come; null: of no article that is known. */
const funnelRow = z
  .object({
    articleId: id,
    slug: slug.nullable(),
    title: z.string().nullable(),
    reads: z.int(),
    subscriptions: z.int(),
    enrollments: z.int(),
    purchases: z.int(),
  })
  .meta({ id: 'FunnelRow' });

/** How many people each article has brought how far; for operators. */
@Controller('v1/funnels')
@OperatorOnly('funnels:read')
export class ShowFunnels {
  constructor(
    private readonly database: Database,
    private readonly funnel: FunnelRepository,
  ) {}

  @Get()
  @Route({
    operation: 'getFunnels',
    summary: 'How many people each article has brought how far.',
    answer: z.object({ data: z.array(funnelRow) }),
  })
  async show(@Query({ schema: query }) _by: z.output<typeof query>) {
    return { data: await this.funnel.byArticle(this.database) };
  }
}
