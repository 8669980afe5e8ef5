import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '#libs/clock';
import { Refusal } from '#libs/contracts';
import { Database, newId, type Transaction } from '#libs/database';
import { FileStore } from '#libs/files';
import { LONGEST_BODY_MS } from '#libs/http';
import { AuditTrail, type Operator } from '#libs/operators';
import { assertSameUpload, assertWhole, type Upload, type UploadContent } from './upload.js';
import { UploadRepository } from './upload.repository.js';

/** So long an upload waits for the release that it was made for. */
export const KEPT_FOR_MS = 24 * 60 * 60_000;
/** What has not come to an end after this never will: its process is gone. A day more, and its bytes are old. */
const ARRIVES_WITHIN_MS = LONGEST_BODY_MS + KEPT_FOR_MS;

export interface BroughtFile {
  readonly id: string;
  readonly mediaType: string;
  readonly bytes: Readable;
  /** The SHA-256 that it should have, in lower-case hexadecimal, if its uploader said so. */
  readonly promised: string | undefined;
}

/**
 * Takes a file in, straight into the file store. The row comes before the bytes and tells what they are after them, so
 * that what a crash leaves is known and removed. Each attempt has a place of its own: of two with one id, one is first.
 */
@Injectable()
export class StoreUpload {
  private readonly logger = new Logger(StoreUpload.name);

  constructor(
    private readonly database: Database,
    private readonly uploads: UploadRepository,
    private readonly files: FileStore,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * @returns the upload, and whether it is new: the same bytes again are the same upload.
   * @throws Refusal `upload-final`, `upload-empty`, `digest-mismatch`, `upload-removed`, and what the bytes end with.
   */
  async execute(file: BroughtFile, operator: Operator): Promise<{ upload: Upload; isNew: boolean }> {
    const kept = await this.uploads.find(this.database, file.id);
    if (kept === undefined) return this.store(file, operator);
    const measured = await measure(file.bytes);
    assertWhole(measured, file.promised);
    assertSameUpload(kept, { ...measured, mediaType: file.mediaType });
    await this.database.transaction((transaction) => this.renew(transaction, kept));
    return { upload: kept, isNew: false };
  }

  private async store(file: BroughtFile, operator: Operator): Promise<{ upload: Upload; isNew: boolean }> {
    const { id, mediaType, bytes, promised } = file;
    const attempt = { id, mediaType, storageKey: `uploads/${newId()}` };
    try {
      await this.database.transaction((transaction) =>
        this.uploads.begin(transaction, attempt, this.later(ARRIVES_WITHIN_MS)),
      );
      const stored = await this.files.write(attempt.storageKey, bytes);
      assertWhole(stored, promised);
      const upload = await this.settle({ ...attempt, ...stored }, operator);
      const isNew = upload.storageKey === attempt.storageKey;
      if (!isNew) await this.discard(attempt.storageKey);
      return { upload, isNew };
    } catch (error) {
      bytes.destroy();
      await this.discard(attempt.storageKey);
      throw error;
    }
  }

  /** @returns the upload of this id: this one, or the one that was first with the same bytes. */
  private async settle(brought: Upload, operator: Operator): Promise<Upload> {
    return this.database.transaction(async (transaction) => {
      const earlier = await this.uploads.findToSettle(transaction, brought.id);
      if (earlier !== undefined) {
        assertSameUpload(earlier, brought);
        await this.renew(transaction, earlier);
        return earlier;
      }
      const { id, storageKey, ...content } = brought;
      if (!(await this.uploads.keep(transaction, storageKey, content, this.later(KEPT_FOR_MS))))
        throw removed();
      const write = { action: 'upload.kept', kind: 'upload', id, before: null, after: content };
      await this.trail.record(transaction, operator, write);
      return brought;
    });
  }

  private async renew(transaction: Transaction, { storageKey }: Upload): Promise<void> {
    if (!(await this.uploads.renew(transaction, storageKey, this.later(KEPT_FOR_MS)))) throw removed();
  }

  /** Nothing of an attempt that came to nothing stays; what cannot be removed now the sweep removes. */
  private async discard(storageKey: string): Promise<void> {
    try {
      // Not if it was kept after all, and only the answer to the commit was lost.
      const isGivenUp = await this.database.transaction((transaction) =>
        this.uploads.giveUp(transaction, storageKey, this.later(KEPT_FOR_MS)),
      );
      if (!isGivenUp) return;
      await this.files.remove(storageKey);
      await this.database.transaction((transaction) => this.uploads.forget(transaction, storageKey));
    } catch (error) {
      this.logger.warn(`${storageKey} is left to the sweep: ${String(error)}`);
    }
  }

  private later(ms: number): Date {
    return new Date(this.clock.now().getTime() + ms);
  }
}

async function measure(bytes: Readable): Promise<Pick<UploadContent, 'size' | 'sha256'>> {
  const hash = createHash('sha256');
  let size = 0;
  for await (const chunk of bytes as AsyncIterable<Buffer>) {
    hash.update(chunk);
    size += chunk.length;
  }
  return { size, sha256: hash.digest('hex') };
}

function removed(): Refusal {
  return new Refusal(
    'conflict',
    'upload-removed',
    'It waited for its release too long. Please upload it again.',
  );
}
