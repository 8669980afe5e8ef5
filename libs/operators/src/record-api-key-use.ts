import { Logger } from '@nestjs/common';
import type { Clock } from '#libs/clock';
import { apiKeyUseRecorded } from '#libs/contracts';
import type { Database } from '#libs/database';
import type { Outbox } from '#libs/events';
import type { ApiKeyFactsRepository } from './api-key-facts.repository.js';

/** A service that takes operators' keys. */
export type OperatedService = keyof typeof apiKeyUseRecorded;

const ONCE_IN_MS = 60_000;
const REMEMBERED = 1_000;

/**
 * Tells when a key was last used: at most once a minute per key, beside the request and never in its way. A use that
 * could not be told is told with the next one.
 */
export class RecordApiKeyUse {
  private readonly logger = new Logger(RecordApiKeyUse.name);
  private readonly lastAt = new Map<string, number>();
  private readonly underway = new Set<Promise<void>>();

  constructor(
    private readonly service: OperatedService,
    private readonly database: Database,
    private readonly keys: ApiKeyFactsRepository,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** Returns at once. */
  note(apiKeyId: string): void {
    const now = this.clock.now();
    const last = this.lastAt.get(apiKeyId);
    if (last !== undefined && now.getTime() - last < ONCE_IN_MS) return;
    // What is forgotten is asked of the row, which knows it too.
    if (this.lastAt.size >= REMEMBERED) this.lastAt.clear();
    this.lastAt.set(apiKeyId, now.getTime());
    const recording = this.record(apiKeyId, now)
      .catch((error: unknown) => {
        this.lastAt.delete(apiKeyId);
        this.logger.warn(`The use of key ${apiKeyId} was not recorded: ${String(error)}`);
      })
      .finally(() => this.underway.delete(recording));
    this.underway.add(recording);
  }

  /** The pool closes after this. */
  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(this.underway);
  }

  /** Another process of this service may have told it within this minute. */
  private async record(apiKeyId: string, usedAt: Date): Promise<void> {
    const before = new Date(usedAt.getTime() - ONCE_IN_MS);
    await this.database.transaction(async (transaction) => {
      if (!(await this.keys.noteUse(transaction, apiKeyId, usedAt, before))) return;
      await this.outbox.append(transaction, apiKeyUseRecorded[this.service], {
        apiKeyId,
        usedAt: usedAt.toISOString(),
      });
    });
  }
}
