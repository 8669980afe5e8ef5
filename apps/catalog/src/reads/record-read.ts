import { Body, Controller, HttpCode, Injectable, Post } from '@nestjs/common';
import { z } from 'zod';
import { Clock } from '#libs/clock';
import { id, readRecorded, Refusal, via } from '#libs/contracts';
import { Database, newId } from '#libs/database';
import { Outbox } from '#libs/events';
import { Limited } from '#libs/http';
import { Route } from '#libs/openapi';
import { dayOf, MOST_DEPTH, MOST_SECONDS, type Read } from './read.js';
import { ReadRepository } from './read.repository.js';

/** Ids are compared and keyed as text elsewhere, so they go on in one spelling. */
const readInput = z.strictObject({
  articleId: id.toLowerCase(),
  readerId: id.toLowerCase(),
  seconds: z.int().min(0).max(MOST_SECONDS),
  depth: z.int().min(0).max(MOST_DEPTH),
  via: via.toLowerCase().optional(),
});
type ReadInput = z.output<typeof readInput>;

/** Records that somebody read an article; told once per reader, article and day. */
@Injectable()
export class RecordRead {
  constructor(
    private readonly database: Database,
    private readonly reads: ReadRepository,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** @throws Refusal `article-unknown`. */
  async execute(input: ReadInput): Promise<void> {
    const { articleId, readerId, seconds, depth } = input;
    const read: Read = { id: newId(), ...input, via: input.via ?? null, day: dayOf(this.clock.now()) };
    await this.database.transaction(async (transaction) => {
      const keptAs = await this.reads.keep(transaction, read);
      if (keptAs === undefined) {
        throw new Refusal('not-found', 'article-unknown', 'There is no such article.', [
          { pointer: '/articleId', detail: 'unknown' },
        ]);
      }
      if (keptAs !== read.id) return;
      const facts = { readId: read.id, readerId, articleId, seconds, depth, via: read.via };
      await this.outbox.append(transaction, readRecorded, facts);
    });
  }
}

/** What a reader's browser sends once its reader has consented. */
@Controller('v1/reads')
export class ReadsController {
  constructor(private readonly recordRead: RecordRead) {}

  @Post()
  @Limited({ perMinute: 600 })
  @HttpCode(202)
  @Route({
    operation: 'recordRead',
    summary:
      'Records that a reader who consented has read an article; counted once per reader, article and day.',
    answer: z.object({}),
    refuses: { 'not-found': ['article-unknown'] },
  })
  async record(@Body({ schema: readInput }) input: ReadInput): Promise<Record<string, never>> {
    await this.recordRead.execute(input);
    return {};
  }
}
