import { Controller, Get, Query, Res, UseInterceptors } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { id, slug, workshopFormat } from '#libs/contracts';
import { Database } from '#libs/database';
import { etagOf, pageAnswer, pageOf, pageQuery, type PageQuery } from '#libs/http';
import { Route } from '#libs/openapi';
import { renderMarkdown } from '../markdown/render-markdown.js';
import { PublicCache } from '../public-cache.interceptor.js';
import { SlugOf, unknownSlug } from '../slugs/slug-param.js';
import type { Workshop } from './workshop.js';
import { WorkshopRepository } from './workshop.repository.js';

const headline = z
  .object({ id, slug, title: z.string(), summary: z.string(), format: workshopFormat })
  .meta({ id: 'WorkshopHeadline' });

/** A workshop as the public sees it; `description` is markdown. */
export const workshopAnswer = headline
  .extend({ description: z.string(), html: z.string() })
  .meta({ id: 'Workshop' });

/** The published workshops. When they take place is said by the enrollment service. */
@Controller('v1/workshops')
@UseInterceptors(PublicCache)
export class ShowWorkshops {
  constructor(
    private readonly database: Database,
    private readonly workshops: WorkshopRepository,
  ) {}

  @Get()
  @Route({ operation: 'listWorkshops', summary: 'The published workshops.', answer: pageAnswer(headline) })
  async list(@Query({ schema: pageQuery }) query: PageQuery) {
    return pageOf(await this.workshops.list(this.database, query), query.limit);
  }

  @Get(':slug')
  @Route({
    operation: 'getWorkshop',
    summary: 'One workshop; its dates are at `/v1/sessions?workshopId=`.',
    answer: workshopAnswer,
    versioned: true,
    refuses: { 'not-found': ['workshop-unknown'] },
  })
  async one(@SlugOf('workshop') name: string, @Res({ passthrough: true }) reply: FastifyReply) {
    const workshop = await this.workshops.find(this.database, name);
    if (workshop?.state !== 'published') throw unknownSlug('workshop');
    void reply.header('ETag', etagOf(workshop.version));
    return shownWorkshop(workshop);
  }
}

/** A workshop as the public sees it. */
export function shownWorkshop({ state: _state, version: _version, ...told }: Workshop) {
  return { ...told, html: renderMarkdown(told.description) };
}
