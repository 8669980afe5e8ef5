import { Injectable } from '@nestjs/common';
import { articlePublished, articleWithdrawn } from '#libs/contracts';
import type { Transaction } from '#libs/database';
import { Outbox } from '#libs/events';
import type { Article } from './article.js';
import { ArticleRepository } from './article.repository.js';

/** Tells the other services of articles as they now are. */
@Injectable()
export class AnnounceArticles {
  constructor(
    private readonly articles: ArticleRepository,
    private readonly outbox: Outbox,
  ) {}

  async announce(transaction: Transaction, article: Article): Promise<void> {
    const { id: articleId, slug, title, publishedOn, state, nextSteps } = article;
    const [fact, leadsTo] =
      state === 'published' ? [articlePublished, [...nextSteps]] : [articleWithdrawn, []];
    await this.outbox.append(transaction, fact, { articleId, slug, title, publishedOn, nextSteps: leadsTo });
  }

  /** The facts of an article carry the titles of its next steps: when one of those is renamed, they are told again. */
  async announceLeadingTo(transaction: Transaction, offeringId: string): Promise<void> {
    for (const article of await this.articles.renewLeadingTo(transaction, offeringId)) {
      if (article.state === 'published') await this.announce(transaction, article);
    }
  }
}
