import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/clock';
import { entitlementDownloaded, Refusal } from '#libs/contracts';
import { Database } from '#libs/database';
import { Outbox } from '#libs/events';
import { EntitlementRepository } from '../entitlements/entitlement.repository.js';
import { DownloadRepository, type Download } from './download.repository.js';

/** Says that a file was fetched: once per download, however many ranges it took. */
@Injectable()
export class RecordDownload {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly downloads: DownloadRepository,
    private readonly entitlements: EntitlementRepository,
    private readonly outbox: Outbox,
  ) {}

  /** @throws Refusal `download-unknown` when the entitlement has been revoked meanwhile. */
  async record({ id: downloadId, entitlementId, file: { fileId } }: Download): Promise<void> {
    await this.database.transaction(async (transaction) => {
      if (!(await this.downloads.markUsed(transaction, downloadId, this.clock.now()))) return;
      const entitlement = await this.entitlements.advance(transaction, entitlementId);
      if (entitlement === undefined) throw unknownDownload();
      const { version, personId, courseId, orderId } = entitlement;
      await this.outbox.append(transaction, entitlementDownloaded, {
        entitlementId,
        version,
        personId,
        courseId,
        orderId,
        downloadId,
        fileId,
      });
    });
  }
}

/** There is nothing to fetch here any more. */
export function unknownDownload(): Refusal {
  return new Refusal('not-found', 'download-unknown', 'There is no such download, or it has been withdrawn.');
}
