import { Controller, Get, Query, Res, UseInterceptors } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { id, nextStep, slug } from '#libs/contracts';
import { Database } from '#libs/database';
import { etagOf, pageAnswer, pageOf, pageQuery, type PageQuery } from '#libs/http';
import { Route } from '#libs/openapi';
import { renderMarkdown } from '../markdown/render-markdown.js';
import { PublicCache } from '../public-cache.interceptor.js';
import { SlugOf, unknownSlug } from '../slugs/slug-param.js';
import type { Article } from './article.js';
import { ArticleRepository } from './article.repository.js';

const headline = z
  .object({
    id,
    slug,
    title: z.string().meta({ examples: ['A calmer morning in five minutes'] }),
    summary: z.string(),
    author: z.string(),
    publishedOn: z.iso.date().meta({ description: 'The day on which it first appeared.' }),
  })
  .meta({ id: 'ArticleHeadline' });

/** An article as its readers get it. */
export const articleAnswer = headline
  .extend({
    markdown: z.string(),
    html: z.string(),
    nextSteps: z.array(
      nextStep.extend({ url: z.string().meta({ examples: ['/v1/workshops/a-calmer-morning'] }) }),
    ),
  })
  .meta({ id: 'Article' });

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
  @Route({
    operation: 'listArticles',
    summary: 'The published articles, the newest first.',
    answer: pageAnswer(headline),
  })
  async list(@Query({ schema: pageQuery }) query: PageQuery) {
    return pageOf(await this.articles.list(this.database, query), query.limit);
  }

  @Get(':slug')
  @Route({
    operation: 'getArticle',
    summary: 'One article, with the next steps that it leads to.',
    answer: articleAnswer,
    versioned: true,
    refuses: { 'not-found': ['article-unknown'] },
  })
  async one(@SlugOf('article') name: string, @Res({ passthrough: true }) reply: FastifyReply) {
    const article = await this.articles.find(this.database, name);
    if (article?.state !== 'published') throw unknownSlug('article');
    void reply.header('ETag', etagOf(article.version));
    return shownArticle(article);
  }
}

/** An article as its readers get it. */
export function shownArticle({ state: _state, version: _version, nextSteps, ...told }: Article) {
  return {
    ...told,
    html: renderMarkdown(told.markdown),
    nextSteps: nextSteps.map((step) => ({ ...step, url: `${COLLECTION[step.kind]}/${step.slug}` })),
  };
}
