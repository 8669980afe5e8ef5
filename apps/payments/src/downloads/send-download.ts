import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Database } from '#libs/database';
import { FileStore } from '#libs/files';
import { downloadLink, SignedStatements } from '#libs/identity';
import { Route } from '#libs/openapi';
import { attachment } from './attachment.js';
import { wanted } from './conditional-range.js';
import { DownloadRepository } from './download.repository.js';
import { RecordDownload, unknownDownload } from './record-download.js';

const FILE = { mediaType: 'application/octet-stream' };

/** `GET /v1/downloads/:token`: the bytes of one file, whole or by ranges, so that a broken transfer can be resumed. */
@Controller('v1/downloads')
export class SendDownloadController {
  constructor(
    private readonly database: Database,
    private readonly statements: SignedStatements,
    private readonly files: FileStore,
    private readonly downloads: DownloadRepository,
    private readonly recordDownload: RecordDownload,
  ) {}

  /** @throws Refusal `link-expired`, `link-invalid`, `download-unknown`, `file-unavailable`. */
  @Get(':token')
  @Route({
    operation: 'sendDownload',
    summary: 'The bytes of one file, whole or by ranges, so that a broken transfer can be resumed.',
    answer: FILE,
    otherAnswers: {
      206: { says: 'The part that `Range` asked for.', body: FILE },
      304: { says: 'The file is the one that `If-None-Match` names.' },
    },
    refuses: {
      unauthenticated: ['link-invalid'],
      gone: ['link-expired'],
      'not-found': ['download-unknown'],
      unavailable: ['file-unavailable'],
    },
    otherProblems: { 416: ['range-not-satisfiable'] },
  })
  async send(
    @Param('token') token: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { downloadId } = await this.statements.verify(downloadLink, token);
    const download = await this.downloads.find(this.database, downloadId);
    if (download === undefined) throw unknownDownload();
    const { name, mediaType, sha256, storageKey } = download.file;
    const etag = `"${sha256}"`;
    const always = { ETag: etag, 'Cache-Control': 'private', 'X-Content-Type-Options': 'nosniff' };

    const want = wanted(request.headers, etag);
    if (want.kind === 'not-modified') return reply.status(304).headers(always).send();
    const method = request.method === 'HEAD' ? 'HEAD' : 'GET';
    const { status, headers, stream } = await this.files.send(storageKey, {
      method,
      // RFC 9110, section 14.2: a range of a HEAD means nothing.
      range: method === 'GET' ? want.range : undefined,
    });
    if (status === 416) {
      stream.destroy();
      return reply.status(416).headers(headers).type('application/problem+json').send({
        type: 'urn:ally:problem:range-not-satisfiable',
        title: 'range not satisfiable',
        status,
        code: 'range-not-satisfiable',
        detail: 'The file ends before this range begins.',
        requestId: request.id,
      });
    }
    try {
      if (method === 'GET') await this.recordDownload.record(download);
    } catch (error) {
      stream.destroy();
      throw error;
    }
    await reply
      .status(status)
      .headers({
        ...always,
        ...headers,
        'Content-Type': mediaType,
        'Content-Disposition': attachment(name),
        'Repr-Digest': `sha-256=:${Buffer.from(sha256, 'hex').toString('base64')}:`,
      })
      .send(stream);
  }
}
