import { Injectable } from '@nestjs/common';
import type { Transaction } from '#libs/database';
import { changedMeanwhile, type Editable } from '../editing/edit-offering.js';
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

  /** @throws Refusal `precondition-failed` when a next step has been renamed just now. */
  async write(transaction: Transaction, article: Article): Promise<void> {
    if (!(await this.articles.save(transaction, article))) throw changedMeanwhile();
    await this.announcements.announce(transaction, article);
  }
}
