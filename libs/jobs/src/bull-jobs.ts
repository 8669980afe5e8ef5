import type { Queue } from 'bullmq';
import type { JobQueue } from './job-backend.js';

/** A job that is over leaves nothing behind. */
const FORGET = { removeOnComplete: true, removeOnFail: true };

/** Adding and counting, which are the same wherever BullMQ keeps its jobs. */
export function bullJobs(queue: Pick<Queue, 'add' | 'getJobCounts'>): Pick<JobQueue, 'add' | 'counts'> {
  return {
    add: async (job, timing) => {
      await queue.add(job, {}, { ...FORGET, ...timing });
    },
    counts: async () => {
      const {
        active = 0,
        waiting = 0,
        delayed = 0,
      } = await queue.getJobCounts('active', 'waiting', 'delayed');
      return { active, waiting, delayed };
    },
  };
}
