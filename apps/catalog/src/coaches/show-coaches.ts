import { Controller, Get, Query, UseInterceptors } from '@nestjs/common';
import { Database } from '#libs/database';
import { pageOf, pageQuery, type PageQuery } from '#libs/http';
import { PublicCache } from '../public-cache.interceptor.js';
import { CoachRepository } from './coach.repository.js';

/** The coaches and what each is about. */
@Controller('v1/coaches')
@UseInterceptors(PublicCache)
export class ShowCoaches {
  constructor(
    private readonly database: Database,
    private readonly coaches: CoachRepository,
  ) {}

  @Get()
  async list(@Query({ schema: pageQuery }) query: PageQuery) {
    return pageOf(await this.coaches.list(this.database, query), query.limit);
  }
}
