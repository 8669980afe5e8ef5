import { Controller, Get, Query, Res, UseInterceptors } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { id, slug } from '#libs/contracts';
import { Database } from '#libs/database';
import { etagOf, pageAnswer, pageOf, pageQuery, type PageQuery } from '#libs/http';
import { Route } from '#libs/openapi';
import { PublicCache } from '../public-cache.interceptor.js';
import { SlugOf, unknownSlug } from '../slugs/slug-param.js';
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

  @Get(':slug')
  @Route({
    operation: 'getCoach',
    summary: 'One coach.',
    answer: coachAnswer,
    versioned: true,
    refuses: { 'not-found': ['coach-unknown'] },
  })
  async one(@SlugOf('coach') name: string, @Res({ passthrough: true }) reply: FastifyReply) {
    const coach = await this.coaches.find(this.database, name);
    if (coach?.state !== 'published') throw unknownSlug('coach');
    void reply.header('ETag', etagOf(coach.version));
    return shownCoach(coach);
  }
}

/** A coach as the public sees them. */
export function shownCoach({ state: _state, version: _version, ...profile }: Coach) {
  return profile;
}
