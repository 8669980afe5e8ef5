import { Controller, Get, Query, Res, UseInterceptors } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { id, instant, money, slug } from '#libs/contracts';
import { Database } from '#libs/database';
import { etagOf, pageAnswer, pageOf, pageQuery, type PageQuery } from '#libs/http';
import { Route } from '#libs/openapi';
import { renderMarkdown } from '../markdown/render-markdown.js';
import { PublicCache } from '../public-cache.interceptor.js';
import { SlugOf, unknownSlug } from '../slugs/slug-param.js';
import type { Course, Release } from './course.js';
import { CourseRepository } from './course.repository.js';

const headline = z
  .object({ id, slug, title: z.string(), summary: z.string(), price: money })
  .meta({ id: 'CourseHeadline' });

/** A release as the public sees it: what one gets, and how to tell that it arrived whole. */
export const releaseAnswer = z
  .object({
    id,
    version: z.string().meta({ examples: ['1.0'] }),
    notes: z.string(),
    releasedAt: instant,
    files: z.array(
      z.object({
        id,
        name: z.string().meta({ examples: ['workbook.pdf'] }),
        mediaType: z.string().meta({ examples: ['application/pdf'] }),
        size: z.int().meta({ description: 'In bytes.' }),
        sha256: z.string().meta({ description: 'In hexadecimal.' }),
      }),
    ),
  })
  .meta({ id: 'Release' });

/** A course as the public sees it; `description` is markdown. */
export const courseAnswer = headline
  .extend({ description: z.string(), html: z.string(), release: releaseAnswer.nullable() })
  .meta({ id: 'Course' });

/** The published courses, each with its price and the files of its newest release. */
@Controller('v1/courses')
@UseInterceptors(PublicCache)
export class ShowCourses {
  constructor(
    private readonly database: Database,
    private readonly courses: CourseRepository,
  ) {}

  @Get()
  @Route({ operation: 'listCourses', summary: 'The published courses.', answer: pageAnswer(headline) })
  async list(@Query({ schema: pageQuery }) query: PageQuery) {
    return pageOf(await this.courses.list(this.database, query), query.limit);
  }

  @Get(':slug')
  @Route({
    operation: 'getCourse',
    summary: 'One course, with the files of its newest release.',
    answer: courseAnswer,
    versioned: true,
    refuses: { 'not-found': ['course-unknown'] },
  })
  async one(@SlugOf('course') name: string, @Res({ passthrough: true }) reply: FastifyReply) {
    const course = await this.courses.find(this.database, name);
    if (course?.state !== 'published') throw unknownSlug('course');
    void reply.header('ETag', etagOf(course.version));
    return shownCourse(course);
  }
}

/** A course as the public sees it. */
export function shownCourse({ state: _state, version: _version, release, ...told }: Course) {
  return { ...told, html: renderMarkdown(told.description), release: release && shownRelease(release) };
}

/** A release as the public sees it; where the bytes are kept is nobody's business. */
export function shownRelease({ files, ...release }: Release) {
  return {
    ...release,
    files: files.map(({ fileId, name, mediaType, size, sha256 }) => ({
      id: fileId,
      name,
      mediaType,
      size,
      sha256,
    })),
  };
}
