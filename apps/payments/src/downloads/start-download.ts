import { Body, Controller, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Clock } from '#libs/clock';
import { id, instant, Refusal } from '#libs/contracts';
import { Database, newId } from '#libs/database';
import {
  assertSameWish,
  BearerToken,
  IdempotentWish,
  Limited,
  markReplayed,
  wantsHtml,
  type Wish,
  TakesForms,
} from '#libs/http';
import { downloadLink, SignedStatements } from '#libs/identity';
import { Route } from '#libs/openapi';
import { Library } from '../entitlements/library.js';
import { PaymentsConfig } from '../payments.config.js';
import { DownloadRepository } from './download.repository.js';

const wantedFile = z.strictObject({ entitlementId: id, fileId: id }).meta({ id: 'WantedFile' });

const startedDownload = z.object({ url: z.url(), expiresAt: instant }).meta({ id: 'StartedDownload' });

const USABLE_FOR_MS = 15 * 60_000;

/** `POST /v1/downloads`: gives an address under which one file can be fetched for a quarter of an hour. */
@Controller('v1/downloads')
export class StartDownloadController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly config: PaymentsConfig,
    private readonly statements: SignedStatements,
    private readonly library: Library,
    private readonly downloads: DownloadRepository,
  ) {}

  @Post()
  @TakesForms()
  @Limited({ perMinute: 60 })
  @Route({
    operation: 'startDownload',
    summary: 'Gives an address under which one file can be fetched for a quarter of an hour.',
    answer: startedDownload,
    otherAnswers: { 303: { says: 'For a browser: to the file.' } },
    refuses: { 'not-found': ['entitlement-unknown', 'file-unknown'] },
  })
  async start(
    @Body({ schema: wantedFile }) { entitlementId, fileId }: z.output<typeof wantedFile>,
    @BearerToken() token: string,
    @IdempotentWish() wish: Wish,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { course } = await this.library.find(entitlementId, token);
    const file = course.release?.files.find((each) => each.fileId === fileId);
    const now = this.clock.now();
    const { downloadId, isReplay } = await this.database.transaction(async (transaction) => {
      const download = file && { id: newId(), entitlementId, file };
      if (download !== undefined && (await this.downloads.insert(transaction, download, now, wish)))
        return { downloadId: download.id, isReplay: false };
      const earlier = await this.downloads.findByKey(transaction, wish.key);
      if (earlier === undefined) throw unknownFile();
      assertSameWish(wish, earlier.inputHash);
      return { downloadId: earlier.id, isReplay: true };
    });
    const expiresAt = new Date(now.getTime() + USABLE_FOR_MS);
    const link = await this.statements.sign(downloadLink, { downloadId }, expiresAt);
    const url = `${this.config.publicUrl}/v1/downloads/${link}`;
    void reply.headers({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' });
    if (isReplay) markReplayed(reply);
    if (wantsHtml(request)) await reply.redirect(url, 303);
    else await reply.status(201).send({ url, expiresAt: expiresAt.toISOString() });
  }
}

function unknownFile(): Refusal {
  return new Refusal('not-found', 'file-unknown', 'The course has no such file.', [
    { pointer: '/fileId', detail: 'not in the current release' },
  ]);
}
