import { Controller, Get, Query, UseInterceptors } from '@nestjs/common';
import { Database } from '#libs/database';
import { pageOf, pageQuery, type PageQuery } from '#libs/http';
import { renderMarkdown } from '../markdown/render-markdown.js';
import { PublicCache } from '../public-cache.interceptor.js';
import { SlugOf, unknownSlug } from '../slugs/slug-param.js';
import { WorkshopRepository } from './workshop.repository.js';

/** The published workshops. When they take place is said by the enrollment service. */
@Controller('v1/workshops')
@UseInterceptors(PublicCache)
export class ShowWorkshops {
  constructor(
    private readonly database: Database,
    private readonly workshops: WorkshopRepository,
  ) {}

  @Get()
  async list(@Query({ schema: pageQuery }) query: PageQuery) {
    return pageOf(await this.workshops.list(this.database, query), query.limit);
  }

  @Get(':slug')
  async one(@SlugOf('workshop') slug: string) {
    const workshop = await this.workshops.find(this.database, slug);
    if (workshop?.state !== 'published') throw unknownSlug('workshop');
    const { id, title, summary, description, format } = workshop;
    return { id, slug, title, summary, description, html: renderMarkdown(description), format };
  }
}
