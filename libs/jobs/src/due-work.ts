import { Logger } from '@nestjs/common';
import type { Clock } from '#libs/clock';
import { inLogContext } from '#libs/observability';
import { earliest } from './earliest.js';
import type { JobBackend, JobQueue, JobWorker } from './job-backend.js';
import { JobRequests } from './job-requests.js';
import { RegularLook } from './regular-look.js';

/** One sort of work whose deadlines are rows. */
export interface Sweep {
  readonly name: string;
  /** The earliest instant at which there is, or was, something to do; null when there is nothing. */
  nextDue(): Promise<Date | null>;
  /** Does all that is due by the clock. Two at once must not do anything twice. */
  run(): Promise<void>;
}

const CONCURRENCY = 4;
const LOOK_EVERY_MS = 5_000;

/**
 * Brings a service's due rows to a worker. A BullMQ job only says "look now"; the rows say what is due. Every few
 * seconds each process that works looks at all rows by a timer of its own, so a lost job costs seconds and nothing
 * else, and when no job can be asked for, that process does at once what it found. Under a clock that is moved by hand
 * no job waits for an instant and no timer runs: whoever moves the clock calls `wakeDue`.
 */
export class DueWork {
  private readonly logger = new Logger(DueWork.name);
  private readonly sweeps = new Map<string, Sweep>();
  private readonly name: string;
  private readonly queue: JobQueue;
  private worker: JobWorker | undefined;
  private readonly requests: JobRequests;
  private looks: RegularLook[] = [];
  private isClosed = false;

  constructor(
    service: string,
    private readonly clock: Clock,
    private readonly backend: JobBackend,
  ) {
    this.name = `ally-${service}`;
    this.queue = backend.queue(this.name, this.complain);
    this.requests = new JobRequests(this.queue, clock);
  }

  register(sweep: Sweep): void {
    if (this.sweeps.has(sweep.name)) throw new Error(`Two sweeps are named ${sweep.name}`);
    this.sweeps.set(sweep.name, sweep);
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.queue.open();
  }

  /** Begins to do what is due, and to look for it every few seconds. A process that does not call it only asks. */
  async startWorking(): Promise<void> {
    const worker = this.backend.worker(this.name, {
      concurrency: CONCURRENCY,
      process: (job) => this.process(job),
      onError: this.complain,
    });
    this.worker = worker;
    await worker.open();
    void worker.run().catch((error: unknown) => this.logger.error(String(error)));
    if (this.clock.movedByHand) return;
    this.looks = [...this.sweeps.values()].map(
      (sweep) => new RegularLook(() => this.lookAt(sweep), LOOK_EVERY_MS),
    );
    for (const look of this.looks) look.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(this.looks.map((look) => look.stop()));
    await this.worker?.close();
    await this.queue.close();
    // A pool of pg has ended before its connections have: a PostgreSQL that stops now may still say so to them.
    this.isClosed = true;
  }

  /** Asks for a sweep now, or at an instant of the clock. Returns at once: the rows are what counts. */
  wake(sweep: string, at?: Date): void {
    const delay = at === undefined ? 0 : at.getTime() - this.clock.now().getTime();
    if (delay <= 0) this.requests.now(sweep);
    else if (!this.clock.movedByHand) this.requests.later(sweep, delay);
  }

  /** Asks for every sweep that has something due by the clock; one that cannot say is left for the next time. */
  async wakeDue(): Promise<void> {
    for (const sweep of this.sweeps.values()) if (await this.isDue(sweep)) this.requests.now(sweep.name);
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
    const counts = await this.queue.counts();
    return Object.entries(counts).map(([state, count]) => ({ state, count }));
  }

  /** True when no job runs or waits to run at once. */
  async isIdle(): Promise<boolean> {
    if (this.requests.isAsking) return false;
    const { active, waiting } = await this.queue.counts();
    return active + waiting === 0;
  }

  private readonly complain = (error: unknown, job?: string): void => {
    if (this.isClosed) return;
    this.logger.error(`${job ?? this.name}: ${error instanceof Error ? error.message : String(error)}`);
  };

  private async isDue(sweep: Sweep): Promise<boolean> {
    try {
      const due = await sweep.nextDue();
      return due !== null && due <= this.clock.now();
    } catch (error) {
      this.complain(error, sweep.name);
      return false;
    }
  }

  private async lookAt(sweep: Sweep): Promise<void> {
    if (!(await this.isDue(sweep))) return;
    if (!(await this.requests.regular(sweep.name, LOOK_EVERY_MS))) await this.process(sweep.name);
  }

  /** Never fails: BullMQ would keep what the error says. A sweep that a newer version has is left to that. */
  private async process(name: string): Promise<void> {
    try {
      await inLogContext({ work: name }, async () => this.sweeps.get(name)?.run());
    } catch (error) {
      this.complain(error, name);
    }
  }
}
