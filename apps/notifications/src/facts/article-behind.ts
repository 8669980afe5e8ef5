import { Injectable } from '@nestjs/common';
import type { SqlRunner } from '#libs/database';
import { MessageRepository } from '../messages/message.repository.js';
import { FactsRepository } from './facts.repository.js';

/** Finds the article that `via` leads back to: it is one, or a message that led on from one. */
@Injectable()
export class ArticleBehind {
  constructor(
    private readonly facts: FactsRepository,
    private readonly messages: MessageRepository,
  ) {}

  /** Anybody can make up a `via`. @returns undefined when it leads to no article that is known here. */
  async via(runner: SqlRunner, via: string | null): Promise<string | undefined> {
    if (via === null) return undefined;
    if ((await this.facts.article(runner, via)) !== undefined) return via;
    return this.messages.articleBehind(runner, via);
  }
}
