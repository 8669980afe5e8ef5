import { createPostgresBackend, Queue, Worker } from 'bullmq';
import { JobBackend, type JobQueue, type JobWorker, type WorkerOptions } from './job-backend.js';

/** BullMQ's tables in the schema `bullmq` of a PostgreSQL database; it brings its own migrations. */
export class PostgresJobBackend extends JobBackend {
  constructor(private readonly url: string) {
    super();
  }

  override queue(name: string, onError: (error: Error) => void): JobQueue {
    const queue = new Queue(name, { connection: this.connection(1) }, createPostgresBackend);
    queue.on('error', onError);
    return queue as JobQueue;
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
    return worker;
  }

  private connection(max: number) {
    return { connectionString: this.url, schema: 'bullmq', migrate: true, max };
  }
}
