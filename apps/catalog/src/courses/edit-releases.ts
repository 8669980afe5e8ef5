import { Body, Controller, Get, Post, Query, Res, UseInterceptors } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { id, oneLine } from '#libs/contracts';
import { Database } from '#libs/database';
import {
  IdempotentWish,
  markReplayed,
  pageAnswer,
  pageOf,
  pageQuery,
  type PageQuery,
  type Wish,
} from '#libs/http';
import { Route } from '#libs/openapi';
import { ActingOperator, OperatorOnly, type Operator } from '#libs/operators';
import { PublicCache } from '../public-cache.interceptor.js';
import { SlugOf, unknownSlug } from '../slugs/slug-param.js';
import { CourseRepository } from './course.repository.js';
import { ReleaseUploads } from './release-uploads.js';
import { releaseAnswer, shownRelease } from './show-courses.js';

/** A slash could forge a folder where the file is downloaded. */
const fileName = oneLine.regex(/^[^/\\]+$/, 'must not contain slashes').meta({ examples: ['workbook.pdf'] });

const releaseWish = z
  .strictObject({
    version: z
      .string()
      .regex(/^[0-9A-Za-z][0-9A-Za-z.+-]{0,49}$/, 'letters, digits, dots, plus and minus')
      .meta({ examples: ['1.1'] }),
    notes: z.string().max(10_000),
    files: z
      .array(z.strictObject({ uploadId: id, name: fileName }))
      .min(1)
      .max(100),
  })
  .meta({ id: 'ReleaseWish' });

/** The versions of a course's files: operators bring them out, everybody sees what there was. */
@Controller('v1/courses/:slug/releases')
export class EditReleases {
  constructor(
    private readonly database: Database,
    private readonly courses: CourseRepository,
    private readonly releaseUploads: ReleaseUploads,
  ) {}

  @Get()
  @UseInterceptors(PublicCache)
  @Route({
    operation: 'listReleases',
    summary: "All releases of a course, the newest first; a course's buyers get the files of the newest.",
    answer: pageAnswer(releaseAnswer),
    refuses: { 'not-found': ['course-unknown'] },
  })
  async list(@SlugOf('course') slug: string, @Query({ schema: pageQuery }) query: PageQuery) {
    const course = await this.courses.find(this.database, slug);
    if (course?.state !== 'published') throw unknownSlug('course');
    const { data, next } = pageOf(
      await this.courses.listReleases(this.database, course.id, query),
      query.limit,
    );
    return { data: data.map(shownRelease), next };
  }

  @Post()
  @OperatorOnly('catalog:write')
  @Route({
    operation: 'createRelease',
    summary: 'Brings out uploaded files as a new version of a course. A release never changes.',
    answer: releaseAnswer,
    refuses: {
      'not-found': ['course-unknown'],
      conflict: ['release-final'],
      unprocessable: ['upload-unknown', 'release-invalid'],
    },
  })
  async create(
    @SlugOf('course') courseSlug: string,
    @Body({ schema: releaseWish }) input: z.output<typeof releaseWish>,
    @ActingOperator() operator: Operator,
    @IdempotentWish() wish: Wish,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { release, isReplay } = await this.releaseUploads.execute(
      { courseSlug, ...input },
      { operator, wish },
    );
    if (isReplay) markReplayed(reply);
    void reply.header('Cache-Control', 'no-store');
    return shownRelease(release);
  }
}
