import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { Database, newId } from '#libs/database';
import { resolveNextSteps, type Article, type NextStepName } from './article.js';
import { ArticleRepository } from './article.repository.js';
import { WriteArticle } from './write-article.js';

export interface ArticleToPublish extends Omit<Article, 'id' | 'state' | 'nextSteps' | 'version'> {
  readonly nextSteps: readonly NextStepName[];
}

/** Publishes an article, or what has changed of the one with this slug. The same again changes and tells nothing. */
@Injectable()
export class PublishArticle {
  constructor(
    private readonly database: Database,
    private readonly articles: ArticleRepository,
    private readonly writeArticle: WriteArticle,
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
        version: before?.version ?? 0,
      };
      if (isDeepStrictEqual(before, article)) return id;
      await this.writeArticle.write(transaction, { ...article, version: article.version + 1 }, before);
      return id;
    });
  }
}
