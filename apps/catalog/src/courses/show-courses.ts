import { Controller, Get, Query, UseInterceptors } from '@nestjs/common';
import { Database } from '#libs/database';
import { pageOf, pageQuery, type PageQuery } from '#libs/http';
import { renderMarkdown } from '../markdown/render-markdown.js';
import { PublicCache } from '../public-cache.interceptor.js';
import { SlugOf, unknownSlug } from '../slugs/slug-param.js';
import type { Release } from './course.js';
import { CourseRepository } from './course.repository.js';

/** The published courses, each with its price and the files of its newest release. */
@Controller('v1/courses')
@UseInterceptors(PublicCache)
export class ShowCourses {
  constructor(
    private readonly database: Database,
    private readonly courses: CourseRepository,
  ) {}

  @Get()
  async list(@Query({ schema: pageQuery }) query: PageQuery) {
    return pageOf(await this.courses.list(this.database, query), query.limit);
  }

  @Get(':slug')
  async one(@SlugOf('course') slug: string) {
    const course = await this.courses.find(this.database, slug);
    if (course?.state !== 'published') throw unknownSlug('course');
    const { id, title, summary, description, price, release } = course;
    const html = renderMarkdown(description);
    return { id, slug, title, summary, description, html, price, release: release && shownRelease(release) };
  }
}

/** Where the bytes are kept is nobody's business. */
function shownRelease({ files, ...release }: Release) {
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
