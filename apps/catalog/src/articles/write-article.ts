import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import type { Transaction } from '#libs/database';
import { changedSince } from '#libs/http';
import type { Editable } from '../editing/edit-offering.js';
import { AnnounceArticles } from './announce-articles.js';
import type { Article } from './article.js';
import { ArticleRepository } from './article.repository.js';

/** How an article is kept and told. */
@Injectable()
export class WriteArticle implements Editable<Article> {
  readonly noun = 'article';

  constructor(
    private readonly articles: ArticleRepository,
    private readonly announcements: AnnounceArticles,
  ) {}

  async findToPublish(transaction: Transaction, slug: string): Promise<Article | undefined> {
    return this.articles.findToPublish(transaction, slug);
  }

  /**
   * Next steps that stay as they are seen are not touched: some that are withdrawn now may be among them.
   * @throws Refusal `precondition-failed` when a next step has been renamed just now.
   */
  async write(transaction: Transaction, article: Article, before: Article | undefined): Promise<void> {
    if (!(await this.articles.save(transaction, article))) throw changedSince('changed meanwhile');
    if (!isDeepStrictEqual(before?.nextSteps, article.nextSteps))
      await this.articles.saveNextSteps(transaction, article);
    await this.announcements.announce(transaction, article);
  }
}
