import { Controller, Get, Query, UseInterceptors } from '@nestjs/common';
import { z } from 'zod';
import { id, slug } from '#libs/contracts';
import { Database } from '#libs/database';
import { pageAnswer, pageOf, pageQuery, type PageQuery } from '#libs/http';
import { Route } from '#libs/openapi';
import { PublicCache } from '../public-cache.interceptor.js';
import type { Coach } from './coach.js';
import { CoachRepository } from './coach.repository.js';

export const coachFocus = z.enum(['executive', 'personal', 'life']);

/** A coach's public profile. */
export const coachAnswer = z
  .object({
    id,
    slug,
    name: z.string(),
    focus: coachFocus,
    city: z.string(),
    bio: z.string(),
  })
  .meta({ id: 'Coach' });

/** The coaches and what each is about. */
@Controller('v1/coaches')
@UseInterceptors(PublicCache)
export class ShowCoaches {
  constructor(
    private readonly database: Database,
    private readonly coaches: CoachRepository,
  ) {}

  @Get()
  @Route({ operation: 'listCoaches', summary: 'The coaches.', answer: pageAnswer(coachAnswer) })
  async list(@Query({ schema: pageQuery }) query: PageQuery) {
    return pageOf(await this.coaches.list(this.database, query), query.limit);
  }
}

/** A coach as the public sees them. */
export function shownCoach({ state: _state, version: _version, ...profile }: Coach) {
  return profile;
}
