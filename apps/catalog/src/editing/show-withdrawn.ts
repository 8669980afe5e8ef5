import { Controller, Get, Header, Query } from '@nestjs/common';
import { z } from 'zod';
import { id, slug } from '#libs/contracts';
import { Database } from '#libs/database';
import { etagOf, pageAnswer, pageOf, pageQuery, type PageQuery } from '#libs/http';
import { Route } from '#libs/openapi';
import { OperatorOnly } from '#libs/operators';
import { WithdrawnRepository } from './withdrawn.repository.js';

const withdrawnOffering = z
  .object({
    id,
    kind: z.enum(['article', 'workshop', 'course', 'coach']),
    slug,
    title: z.string(),
    etag: z.string().meta({ description: 'For the `If-Match` of the edit that brings it out again.' }),
  })
  .meta({ id: 'WithdrawnOffering' });

/** What has been taken back, for editors: nobody else finds it any more. */
@Controller('v1/withdrawn-offerings')
@OperatorOnly('catalog:write')
export class ShowWithdrawn {
  constructor(
    private readonly database: Database,
    private readonly withdrawn: WithdrawnRepository,
  ) {}

  @Get()
  @Header('Cache-Control', 'no-store')
  @Route({
    operation: 'listWithdrawnOfferings',
    summary: 'Articles, workshops, courses and coaches that have been taken back.',
    answer: pageAnswer(withdrawnOffering),
  })
  async list(@Query({ schema: pageQuery }) query: PageQuery) {
    const { data, next } = pageOf(await this.withdrawn.list(this.database, query), query.limit);
    return { data: data.map(({ version, ...told }) => ({ ...told, etag: etagOf(version) })), next };
  }
}
