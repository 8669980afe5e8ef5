import { Queue } from 'bullmq';
import { bullJobs } from './bull-jobs.js';
import { JobBackend, type JobQueue, type JobWorker, type WorkerOptions } from './job-backend.js';
import { RedisWorker } from './redis-worker.js';
import { isOfConnection, SharedRedis } from './shared-redis.js';

/**
 * BullMQ on a Redis that may be away, or lose all it has, at any time. A process has one connection for all that it
 * asks and tells, and one more for each worker, which waits for jobs on it: with four services 5 where they are worked
 * for, 1 where they are only asked.
 */
export class RedisJobBackend extends JobBackend {
  private readonly redis: SharedRedis;

  /** @param url `redis://` or `rediss://`. */
  constructor(url: string) {
    super();
    this.redis = new SharedRedis(url);
  }

  override queue(name: string, onError: (error: Error) => void): JobQueue {
    const { redis } = this;
    const queue = new Queue(name, { connection: redis.client, skipVersionCheck: true });
    queue.on('error', (error) => {
      if (!isOfConnection(error)) onError(error);
    });
    const jobs = bullJobs(queue);
    return {
      open: () => redis.open(),
      add: (job, timing) => redis.soon(() => jobs.add(job, timing)),
      counts: () => redis.soon(() => jobs.counts()),
      close: () => queue.close(),
    };
  }

  override worker(name: string, options: WorkerOptions): JobWorker {
    return new RedisWorker(name, this.redis, options);
  }

  override async close(): Promise<void> {
    this.redis.close();
  }
}
