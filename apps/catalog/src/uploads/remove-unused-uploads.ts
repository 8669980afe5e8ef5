import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '#libs/clock';
import { Database } from '#libs/database';
import { FileStore } from '#libs/files';
import { DueWork, type Sweep } from '#libs/jobs';
import { UploadRepository } from './upload.repository.js';

const AT_ONCE = 50;
/** After this somebody else tries to remove bytes again. */
const AGAIN_AFTER_MS = 60 * 60_000;
/** Bytes that were last written to after this may still be on their way; files know real time only. */
const OLD_AFTER_MS = 24 * 60 * 60_000;

/**
 * Removes uploads that no release has taken, and what killed uploads have left. The row is marked first, then the bytes
 * go, then the row: whatever is cut off is found again by its row.
 */
@Injectable()
export class RemoveUnusedUploads implements Sweep {
  readonly name = 'remove-unused-uploads';
  private readonly logger = new Logger(RemoveUnusedUploads.name);

  constructor(
    private readonly database: Database,
    private readonly uploads: UploadRepository,
    private readonly files: FileStore,
    private readonly clock: Clock,
    dueWork: DueWork,
  ) {
    dueWork.register(this);
  }

  async nextDue(): Promise<Date | null> {
    return this.uploads.nextDue(this.database);
  }

  async run(): Promise<void> {
    for (let keys = await this.giveUp(); keys.length > 0; keys = await this.giveUp()) {
      for (const key of keys) await this.remove(key);
    }
    await this.files.removeUnfinished(new Date(Date.now() - OLD_AFTER_MS));
  }

  private async giveUp(): Promise<string[]> {
    const now = this.clock.now();
    const againAt = new Date(now.getTime() + AGAIN_AFTER_MS);
    return this.database.transaction((transaction) =>
      this.uploads.giveUpDue(transaction, now, againAt, AT_ONCE),
    );
  }

  /** One that cannot be removed holds up no other. */
  private async remove(key: string): Promise<void> {
    try {
      await this.files.remove(key);
      await this.database.transaction((transaction) => this.uploads.forget(transaction, key));
    } catch (error) {
      this.logger.error(`${key} could not be removed: ${String(error)}`);
    }
  }
}
