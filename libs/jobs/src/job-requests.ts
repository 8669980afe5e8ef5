import { Logger } from '@nestjs/common';
import type { Clock } from '#libs/clock';
import type { JobQueue, JobTiming } from './job-backend.js';

/** Asks for jobs of one service, and for no more of them than it takes. Nobody waits for them: the rows are what counts. */
export class JobRequests {
  private readonly logger = new Logger(JobRequests.name);
  /** The second for which a sweep was asked for last: many rows that are due together ask one after the other. */
  private readonly askedLast = new Map<string, number>();
  private readonly adding = new Map<string, { again: boolean }>();
  private isRefused = false;

  constructor(
    private readonly queue: JobQueue,
    private readonly clock: Clock,
  ) {}

  /** Whether an ask for a job at once is still underway. */
  get isAsking(): boolean {
    return this.adding.size > 0;
  }

  /** Many asks at once become one job in the making and at most one more. */
  now(sweep: string): void {
    const underway = this.adding.get(sweep);
    if (underway !== undefined) {
      underway.again = true;
      return;
    }
    const asked = { again: false };
    this.adding.set(sweep, asked);
    void this.add(sweep).then(() => {
      this.adding.delete(sweep);
      if (asked.again) this.now(sweep);
    });
  }

  /**
   * All that is due within one second shares a job, which is asked for once.
   * @param delay in milliseconds.
   */
  later(sweep: string, delay: number): void {
    const second = Math.ceil((this.clock.now().getTime() + delay) / 1000);
    if (this.askedLast.get(sweep) === second) return;
    this.askedLast.set(sweep, second);
    void this.add(sweep, {
      jobId: `${sweep}-${second}`,
      delay: second * 1000 - this.clock.now().getTime(),
    });
  }

  /**
   * Processes that ask within the same period ask for one job together.
   * @returns whether there is one.
   */
  regular(sweep: string, periodMs: number): Promise<boolean> {
    const period = Math.floor(this.clock.now().getTime() / periodMs);
    return this.add(sweep, { jobId: `${sweep}-regular-${period}` });
  }

  /** Of refusals in a row the first is logged: requests go on, and each of them would say so. */
  private async add(sweep: string, timing?: JobTiming): Promise<boolean> {
    try {
      await this.queue.add(sweep, timing);
      this.isRefused = false;
      return true;
    } catch (error) {
      if (!this.isRefused)
        this.logger.warn(`No job for ${sweep}; a regular look finds what is due: ${String(error)}`);
      this.isRefused = true;
      return false;
    }
  }
}
