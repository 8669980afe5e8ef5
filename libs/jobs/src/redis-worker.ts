import { setTimeout as pause } from 'node:timers/promises';
import { Worker } from 'bullmq';
import type { JobWorker, WorkerOptions } from './job-backend.js';
import { isOfConnection, type SharedRedis } from './shared-redis.js';

const TRY_AGAIN_MS = 1_000;
const SAY_GOODBYE_WITHIN_MS = 2_000;

/** A worker on Redis, with one connection of its own, on which it waits for jobs. */
export class RedisWorker implements JobWorker {
  private readonly worker: Worker;
  private readonly inHand = new Set<Promise<void>>();
  private resting: NodeJS.Timeout | undefined;

  constructor(
    name: string,
    private readonly redis: SharedRedis,
    { concurrency, process, onError }: WorkerOptions,
  ) {
    this.worker = new Worker(name, (job) => this.hold(process(job.name)), {
      connection: redis.client,
      concurrency,
      autorun: false,
      runRetryDelay: TRY_AGAIN_MS,
    });
    this.worker.on('error', (error) => {
      if (isOfConnection(error)) return;
      onError(error);
      this.rest();
    });
    this.worker.on('failed', (job, error) => onError(error, job?.name));
  }

  /** Redis may be away; it begins to work when that is back. */
  async open(): Promise<void> {}

  run(): Promise<void> {
    return this.worker.run();
  }

  /** BullMQ would wait for a Redis that is away, to tell it of the end. */
  async close(): Promise<void> {
    clearTimeout(this.resting);
    const closing = this.worker.close(!this.redis.isReady);
    await Promise.all(this.inHand);
    await Promise.race([closing, pause(SAY_GOODBYE_WITHIN_MS, undefined, { ref: false })]);
    await Promise.all(this.inHand);
  }

  /** Of a Redis that refuses (its disk is full, its replica lost) BullMQ would ask again thousands of times a second. */
  private rest(): void {
    if (this.resting !== undefined) return;
    void this.worker.pause(true);
    this.resting = setTimeout(() => {
      this.resting = undefined;
      void this.worker.resume();
    }, TRY_AGAIN_MS);
  }

  private async hold(work: Promise<void>): Promise<void> {
    const held = work.finally(() => this.inHand.delete(held));
    this.inHand.add(held);
    await held;
  }
}
