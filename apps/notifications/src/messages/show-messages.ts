import { Controller, Get, Query, UseGuards } from '@nestjs/common';
import { Database } from '#libs/database';
import { OperatorGuard, pageOf, pageQuery, type PageQuery } from '#libs/http';
import { MessageRepository } from './message.repository.js';

/** Every mail and its fate, oldest first; for operators. */
@Controller('v1/messages')
@UseGuards(OperatorGuard)
export class ShowMessages {
  constructor(
    private readonly database: Database,
    private readonly messages: MessageRepository,
  ) {}

  @Get()
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
