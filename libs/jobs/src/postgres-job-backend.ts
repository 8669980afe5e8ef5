import { createPostgresBackend, Queue, Worker } from 'bullmq';
import { bullJobs } from './bull-jobs.js';
import { JobBackend, type JobQueue, type JobWorker, type WorkerOptions } from './job-backend.js';

/** Earlier versions had BullMQ repeat this job; rows are now looked at without one. */
const FORMER_SCHEDULER = 'sweep-all';

/** BullMQ's tables in the schema `bullmq` of a PostgreSQL database; it brings its own migrations. */
export class PostgresJobBackend extends JobBackend {
  constructor(private readonly url: string) {
    super();
  }

  override queue(name: string, onError: (error: Error) => void): JobQueue {
    const queue = new Queue(name, { connection: this.connection(1) }, createPostgresBackend);
    queue.on('error', onError);
    return {
      ...bullJobs(queue),
      open: async () => {
        await queue.waitUntilReady();
        await queue.removeJobScheduler(FORMER_SCHEDULER);
      },
      close: () => queue.close(),
    };
  }

  override worker(name: string, { concurrency, process, onError }: WorkerOptions): JobWorker {
    const connection = this.connection(2);
    const worker = new Worker(
      name,
      (job) => process(job.name),
      { connection, concurrency, autorun: false },
      createPostgresBackend,
    );
    worker.on('error', onError);
    worker.on('failed', (job, error) => onError(error, job?.name));
    return {
      open: () => worker.waitUntilReady(),
      run: () => worker.run(),
      close: () => worker.close(),
    };
  }

  /** Every queue and every worker has connections of its own, and ends them itself. */
  override async close(): Promise<void> {}

  private connection(max: number) {
    return { connectionString: this.url, schema: 'bullmq', migrate: true, max };
  }
}
