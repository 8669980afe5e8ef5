import type { Queue, Worker } from 'bullmq';

/** The part of BullMQ's queue that this project uses. */
export type JobQueue = Pick<
  Queue,
  'add' | 'getJobCounts' | 'upsertJobScheduler' | 'removeJobScheduler' | 'waitUntilReady' | 'close'
>;
export type JobWorker = Pick<Worker, 'run' | 'waitUntilReady' | 'close'>;

export interface WorkerOptions {
  readonly concurrency: number;
  readonly process: (jobName: string) => Promise<void>;
  readonly onError: (error: Error, jobName?: string) => void;
}

/** Where BullMQ keeps its jobs. */
export abstract class JobBackend {
  abstract queue(name: string, onError: (error: Error) => void): JobQueue;
  abstract worker(name: string, options: WorkerOptions): JobWorker;
}
