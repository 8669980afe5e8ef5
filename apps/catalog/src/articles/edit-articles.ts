import { Body, Controller, Patch, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { oneLine, slug } from '#libs/contracts';
import { newId, type Transaction } from '#libs/database';
import { etagOf, IdempotentWish, IfMatch, markReplayed, type Wish } from '#libs/http';
import { Route } from '#libs/openapi';
import { ActingOperator, OperatorOnly, type Operator } from '#libs/operators';
import { EditOffering, offeringState, withChange } from '../editing/edit-offering.js';
import { markdownText } from '../markdown/markdown-text.js';
import { SlugOf } from '../slugs/slug-param.js';
import { resolveNextSteps, type Article, type NextStepName } from './article.js';
import { ArticleRepository } from './article.repository.js';
import { articleAnswer, shownArticle } from './show-articles.js';
import { WriteArticle } from './write-article.js';

const articleWish = z
  .strictObject({
    slug,
    title: oneLine,
    summary: z.string().trim().min(1).max(1000),
    author: oneLine,
    publishedOn: z.iso.date(),
    markdown: markdownText(50_000),
    nextSteps: z.array(z.strictObject({ kind: z.enum(['workshop', 'course']), slug })).max(10),
  })
  .meta({ id: 'ArticleWish' });
const articleChange = articleWish
  .omit({ slug: true })
  .extend({ state: offeringState })
  .partial()
  .meta({ id: 'ArticleChange' });
const editedArticle = articleAnswer.extend({ state: offeringState }).meta({ id: 'EditedArticle' });

/** How editors bring articles out, change them and take them back. */
@Controller('v1/articles')
@OperatorOnly('catalog:write')
export class EditArticles {
  constructor(
    private readonly editOffering: EditOffering,
    private readonly writeArticle: WriteArticle,
    private readonly articles: ArticleRepository,
  ) {}

  @Post()
  @Route({
    operation: 'createArticle',
    summary: 'Publishes a new article.',
    answer: editedArticle,
    versioned: true,
    refuses: { conflict: ['slug-taken'], unprocessable: ['next-steps-invalid'] },
  })
  async create(
    @Body({ schema: articleWish }) { nextSteps, ...content }: z.output<typeof articleWish>,
    @ActingOperator() operator: Operator,
    @IdempotentWish() wish: Wish,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const by = { operator, wish, slug: content.slug };
    const { item, isReplay } = await this.editOffering.create(this.writeArticle, by, async (transaction) => ({
      id: newId(),
      ...content,
      state: 'published' as const,
      nextSteps: await this.stepsOf(transaction, nextSteps),
      version: 1,
    }));
    if (isReplay) markReplayed(reply);
    return edited(item, reply);
  }

  @Patch(':slug')
  @Route({
    operation: 'changeArticle',
    summary: 'Changes a part of an article; `state` takes it back, or brings it out again.',
    answer: editedArticle,
    versioned: true,
    refuses: { 'not-found': ['article-unknown'], unprocessable: ['next-steps-invalid'] },
  })
  async change(
    @SlugOf('article') name: string,
    @Body({ schema: articleChange }) { nextSteps, ...content }: z.output<typeof articleChange>,
    @ActingOperator() operator: Operator,
    @IfMatch() ifMatch: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const by = { operator, ifMatch, slug: name };
    const change = async (transaction: Transaction, before: Article) => {
      const steps = nextSteps && (await this.stepsOf(transaction, nextSteps));
      return withChange(before, { ...content, nextSteps: steps });
    };
    return edited(await this.editOffering.change(this.writeArticle, by, change), reply);
  }

  private async stepsOf(transaction: Transaction, names: readonly NextStepName[]) {
    return resolveNextSteps(names, await this.articles.offered(transaction, names));
  }
}

function edited(article: Article, reply: FastifyReply) {
  void reply.headers({ ETag: etagOf(article.version), 'Cache-Control': 'no-store' });
  return { ...shownArticle(article), state: article.state };
}
