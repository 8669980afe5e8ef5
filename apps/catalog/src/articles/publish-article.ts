import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { Database, newId } from '#libs/database';
import { AnnounceArticles } from './announce-articles.js';
import { resolveNextSteps, type Article, type NextStepName } from './article.js';
import { ArticleRepository } from './article.repository.js';

export interface ArticleToPublish extends Omit<Article, 'id' | 'state' | 'nextSteps'> {
  readonly nextSteps: readonly NextStepName[];
}

/** Publishes an article, or what has changed of the one with this slug. The same again changes and tells nothing. */
@Injectable()
export class PublishArticle {
  constructor(
    private readonly database: Database,
    private readonly articles: ArticleRepository,
    private readonly announcements: AnnounceArticles,
  ) {}

  /** @returns the article's id. @throws Refusal `next-steps-invalid`. */
  async execute(wish: ArticleToPublish): Promise<string> {
    const { slug, title, summary, author, publishedOn, markdown } = wish;
    return this.database.transaction(async (transaction) => {
      // Offerings are locked before articles, here and where an offering is renamed: nobody waits in a circle.
      const nextSteps = resolveNextSteps(
        wish.nextSteps,
        await this.articles.offered(transaction, wish.nextSteps),
      );
      const before = await this.articles.findToPublish(transaction, slug);
      const id = before?.id ?? newId();
      const article: Article = {
        id,
        slug,
        title,
        summary,
        author,
        publishedOn,
        markdown,
        state: 'published',
        nextSteps,
      };
      if (isDeepStrictEqual(before, article)) return id;
      await this.articles.save(transaction, article);
      await this.announcements.announce(transaction, article);
      return id;
    });
  }
}
