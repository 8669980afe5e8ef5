import type { JobsOptions } from 'bullmq';

/** When a job runs, in milliseconds from now, and by which id twins of it are one. */
export type JobTiming = Pick<JobsOptions, 'delay' | 'jobId'>;

/** Jobs that say "look now" and carry a name, nothing else: no data of people gets where they are kept. */
export interface JobQueue {
  /** Resolves once it can be asked; within seconds also when it cannot, if it is of a kind that may be away. */
  open(): Promise<void>;
  /** Resolves once the job is kept. Rejects within seconds when it cannot be. */
  add(job: string, timing?: JobTiming): Promise<void>;
  /** Jobs that run, that wait to run, and that wait for their instant. Rejects within seconds when nobody can say. */
  counts(): Promise<{ active: number; waiting: number; delayed: number }>;
  close(): Promise<void>;
}

export interface JobWorker {
  /** Resolves once it can work; at once if it is of a kind that may be away, and begins when it is there. */
  open(): Promise<void>;
  /** Works until it is closed. */
  run(): Promise<void>;
  /** Lets the jobs in hand finish. */
  close(): Promise<void>;
}

export interface WorkerOptions {
  readonly concurrency: number;
  readonly process: (jobName: string) => Promise<void>;
  readonly onError: (error: Error, jobName?: string) => void;
}

/** Where BullMQ keeps its jobs. */
export abstract class JobBackend {
  abstract queue(name: string, onError: (error: Error) => void): JobQueue;
  abstract worker(name: string, options: WorkerOptions): JobWorker;
  /** Ends what queues and workers share, once they are closed. */
  abstract close(): Promise<void>;
}
