import { Controller, Get, Query, UseInterceptors } from '@nestjs/common';
import { Database } from '#libs/database';
import { pageOf, pageQuery, type PageQuery } from '#libs/http';
import { renderMarkdown } from '../markdown/render-markdown.js';
import { PublicCache } from '../public-cache.interceptor.js';
import { SlugOf, unknownSlug } from '../slugs/slug-param.js';
import { ArticleRepository } from './article.repository.js';

const COLLECTION = { workshop: '/v1/workshops', course: '/v1/courses' };

/** The published articles, the newest first, and each with what it leads to. */
@Controller('v1/articles')
@UseInterceptors(PublicCache)
export class ShowArticles {
  constructor(
    private readonly database: Database,
    private readonly articles: ArticleRepository,
  ) {}

  @Get()
  async list(@Query({ schema: pageQuery }) query: PageQuery) {
    return pageOf(await this.articles.list(this.database, query), query.limit);
  }

  @Get(':slug')
  async one(@SlugOf('article') slug: string) {
    const article = await this.articles.find(this.database, slug);
    if (article?.state !== 'published') throw unknownSlug('article');
    const { id, title, summary, author, publishedOn, markdown, nextSteps } = article;
    return {
      id,
      slug,
      title,
      summary,
      author,
      publishedOn,
      markdown,
      html: renderMarkdown(markdown),
      nextSteps: nextSteps.map((step) => ({ ...step, url: `${COLLECTION[step.kind]}/${step.slug}` })),
    };
  }
}
