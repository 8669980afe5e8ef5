import { Controller, Get, Query } from '@nestjs/common';
import { z } from 'zod';
import { id, instant } from '#libs/contracts';
import { Database } from '#libs/database';
import { Route } from '#libs/openapi';
import { pageAnswer, pageOf, pageQuery, type PageQuery } from '#libs/http';
import { OperatorOnly } from '#libs/operators';
import { MessageRepository } from './message.repository.js';

/** One mail and its fate; whom it goes to is known by the person's id alone. */
const messageAnswer = z
  .object({
    id,
    personId: id,
    template: z.string().meta({ examples: ['seat-confirmed'] }),
    purpose: z.string().meta({ examples: ['transactional'] }),
    state: z.string().meta({ examples: ['sent'] }),
    reason: z.string().nullable(),
    attempts: z.int(),
    queuedAt: instant,
    sentAt: instant.nullable(),
  })
  .meta({ id: 'Message' });

/** Every mail and its fate, oldest first; for operators. */
@Controller('v1/messages')
@OperatorOnly('messages:read')
export class ShowMessages {
  constructor(
    private readonly database: Database,
    private readonly messages: MessageRepository,
  ) {}

  @Get()
  @Route({
    operation: 'listMessages',
    summary: 'Every mail and its fate, oldest first.',
    answer: pageAnswer(messageAnswer),
  })
  async list(@Query({ schema: pageQuery }) { after, limit }: PageQuery) {
    const { data, next } = pageOf(await this.messages.list(this.database, after, limit), limit);
    const shown = data.map(
      ({ id, personId, template, purpose, state, reason, attempts, queuedAt, sentAt }) => ({
        id,
        personId,
        template,
        purpose,
        state,
        reason,
        attempts,
        queuedAt: queuedAt.toISOString(),
        sentAt: sentAt?.toISOString() ?? null,
      }),
    );
    return { data: shown, next };
  }
}
