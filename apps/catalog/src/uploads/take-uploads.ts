import { Controller, Param, Put, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { id } from '#libs/contracts';
import { ReprDigest, StreamedBody, type BodyStream } from '#libs/http';
import { Route } from '#libs/openapi';
import { ActingOperator, OperatorOnly, type Operator } from '#libs/operators';
import { CatalogConfig, DEFAULT_UPLOAD_LIMIT_MB } from '../catalog.config.js';
import { StoreUpload } from './store-upload.js';
import { UPLOAD_MEDIA_TYPES } from './upload.js';

const uploadQuery = z.strictObject({
  mediaType: z.enum(UPLOAD_MEDIA_TYPES).meta({ description: 'What the file is; `+` is written `%2B`.' }),
});

const uploadAnswer = z
  .object({
    id,
    mediaType: z.string().meta({ examples: ['application/pdf'] }),
    size: z.int().meta({ description: 'In bytes.' }),
    sha256: z.string().meta({ description: 'In hexadecimal.' }),
  })
  .meta({ id: 'Upload' });

/** How operators bring the files of releases. */
@Controller('v1/uploads')
@OperatorOnly('catalog:write')
export class TakeUploads {
  private readonly mostBytes: number;

  constructor(
    private readonly storeUpload: StoreUpload,
    config: CatalogConfig,
  ) {
    this.mostBytes = (config.uploadLimitMb ?? DEFAULT_UPLOAD_LIMIT_MB) * 1024 * 1024;
  }

  /** `application/octet-stream`, taken in as it comes; the id is the uploader's own choice. */
  @Put(':id')
  @Route({
    operation: 'uploadFile',
    summary: 'Brings a file for a release, which has to follow within a day. The same again changes nothing.',
    takes: { mediaType: 'application/octet-stream' },
    answer: uploadAnswer,
    otherAnswers: { 201: { says: 'The file is new.', body: uploadAnswer } },
    refuses: {
      invalid: ['body-incomplete'],
      conflict: ['upload-final', 'upload-removed'],
      unprocessable: ['digest-mismatch', 'upload-empty'],
    },
  })
  async upload(
    @Param('id', { schema: id }) uploadId: string,
    @Query({ schema: uploadQuery }) { mediaType }: z.output<typeof uploadQuery>,
    @ReprDigest() promised: string | undefined,
    @StreamedBody() body: BodyStream,
    @ActingOperator() operator: Operator,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const file = { id: uploadId, mediaType, promised, bytes: body.upTo(this.mostBytes) };
    const { upload, isNew } = await this.storeUpload.execute(file, operator);
    void reply.status(isNew ? 201 : 200).header('Cache-Control', 'no-store');
    const { size, sha256 } = upload;
    return { id: uploadId, mediaType: upload.mediaType, size, sha256 };
  }
}
