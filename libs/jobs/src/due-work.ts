import { Logger } from '@nestjs/common';
import type { Clock } from '#libs/clock';
import { inLogContext } from '#libs/observability';
import { earliest } from './earliest.js';
import type { JobBackend, JobQueue, JobWorker } from './job-backend.js';

/** One sort of work whose deadlines are rows. */
export interface Sweep {
  readonly name: string;
  /** The earliest instant at which there is, or was, something to do; null when there is nothing. */
  nextDue(): Promise<Date | null>;
  /** Does all that is due by the clock. Two at once must not do anything twice. */
  run(): Promise<void>;
}

const CONCURRENCY = 4;
const SWEEP_EVERY_MS = 5_000;
const SWEEP_ALL = 'sweep-all';

/**
 * Brings a service's due rows to a worker. A BullMQ job only says "look now"; the rows say what is due. Every few
 * seconds all rows are looked at anyway, so a lost job costs seconds and nothing else. Under a clock that is moved by
 * hand no job waits for an instant: whoever moves the clock calls `wakeDue`.
 */
export class DueWork {
  private readonly logger = new Logger(DueWork.name);
  private readonly sweeps = new Map<string, Sweep>();
  private readonly queue: JobQueue;
  private readonly worker: JobWorker;
  /** The second for which a sweep was asked for last: many rows that are due together ask one after the other. */
  private readonly askedLast = new Map<string, number>();
  private readonly adding = new Map<string, { again: boolean }>();
  private isClosed = false;

  constructor(
    service: string,
    private readonly clock: Clock,
    backend: JobBackend,
  ) {
    const name = `ally-${service}`;
    const onError = (error: Error, job?: string) => {
      if (!this.isClosed) this.logger.error(`${job ?? name}: ${error.message}`);
    };
    this.queue = backend.queue(name, onError);
    this.worker = backend.worker(name, {
      concurrency: CONCURRENCY,
      process: (job) => this.process(job),
      onError,
    });
  }

  register(sweep: Sweep): void {
    if (this.sweeps.has(sweep.name)) throw new Error(`Two sweeps are named ${sweep.name}`);
    this.sweeps.set(sweep.name, sweep);
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.queue.waitUntilReady();
    await this.worker.waitUntilReady();
    if (this.clock.movedByHand) await this.queue.removeJobScheduler(SWEEP_ALL);
    else
      await this.queue.upsertJobScheduler(
        SWEEP_ALL,
        { every: SWEEP_EVERY_MS },
        { name: SWEEP_ALL, opts: FORGET },
      );
    void this.worker.run().catch((error: unknown) => this.logger.error(String(error)));
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.worker.close();
    await this.queue.close();
    // A pool of pg has ended before its connections have: a PostgreSQL that stops now may still say so to them.
    this.isClosed = true;
  }

  /** Asks for a sweep now, or at an instant of the clock. Returns at once: the rows are what counts. */
  wake(sweep: string, at?: Date): void {
    const delay = at === undefined ? 0 : at.getTime() - this.clock.now().getTime();
    if (delay <= 0) this.wakeNow(sweep);
    else if (!this.clock.movedByHand) this.wakeLater(sweep, delay);
  }

  /** Asks for every sweep that has something due by the clock; one that cannot say is left for the next time. */
  async wakeDue(): Promise<void> {
    const now = this.clock.now();
    for (const sweep of this.sweeps.values()) {
      try {
        const due = await sweep.nextDue();
        if (due !== null && due <= now) this.wakeNow(sweep.name);
      } catch (error) {
        this.logger.error(`${sweep.name}: ${String(error)}`);
      }
    }
  }

  /** The earliest deadline of any sweep. */
  async nextDue(): Promise<Date | null> {
    return earliest(await Promise.all([...this.sweeps.values()].map((sweep) => sweep.nextDue())));
  }

  /** How long each sort of work has waited to be done by the clock, in seconds; 0 when nothing of it is due. */
  async overdue(): Promise<{ work: string; seconds: number }[]> {
    const now = this.clock.now().getTime();
    return Promise.all(
      [...this.sweeps.values()].map(async (sweep) => {
        const due = (await sweep.nextDue())?.getTime() ?? now;
        return { work: sweep.name, seconds: Math.max(0, (now - due) / 1000) };
      }),
    );
  }

  /** Jobs by their state: what runs, what waits to run, and what waits for its instant. */
  async jobs(): Promise<{ state: string; count: number }[]> {
    const counts = await this.queue.getJobCounts('active', 'waiting', 'delayed');
    return Object.entries(counts).map(([state, count]) => ({ state, count }));
  }

  /** True when no job runs or waits to run at once. */
  async isIdle(): Promise<boolean> {
    if (this.adding.size > 0) return false;
    const { active = 0, waiting = 0 } = await this.queue.getJobCounts('active', 'waiting');
    return active + waiting === 0;
  }

  private async process(name: string): Promise<void> {
    if (name === SWEEP_ALL) return this.wakeDue();
    await inLogContext({ work: name }, async () => this.sweeps.get(name)?.run());
  }

  /** Many asks at once become one job in the making and at most one more. */
  private wakeNow(sweep: string): void {
    const underway = this.adding.get(sweep);
    if (underway !== undefined) {
      underway.again = true;
      return;
    }
    const ask = { again: false };
    this.adding.set(sweep, ask);
    this.queue
      .add(sweep, {}, FORGET)
      .catch((error: unknown) =>
        this.logger.warn(`No job for ${sweep}; the next sweep finds it: ${String(error)}`),
      )
      .finally(() => {
        this.adding.delete(sweep);
        if (ask.again) this.wakeNow(sweep);
      });
  }

  /** All that is due within one second shares a job, which is asked for once. */
  private wakeLater(sweep: string, delay: number): void {
    const second = Math.ceil((this.clock.now().getTime() + delay) / 1000);
    const jobId = `${sweep}-${second}`;
    if (this.askedLast.get(sweep) === second) return;
    this.askedLast.set(sweep, second);
    this.queue
      .add(sweep, {}, { ...FORGET, jobId, delay: second * 1000 - this.clock.now().getTime() })
      .catch((error: unknown) =>
        this.logger.warn(`No job for ${sweep}; the sweep finds it: ${String(error)}`),
      );
  }
}

const FORGET = { removeOnComplete: true, removeOnFail: true };
