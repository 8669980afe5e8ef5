import type { Clock } from '#libs/clock';
import type { Sweep } from '#libs/jobs';

/** A sweep over one deadline, which it remembers to have met. */
export class OneDeadline implements Sweep {
  due: Date | null = null;
  runs = 0;
  met: Date[] = [];

  constructor(
    readonly name: string,
    private readonly clock: Clock,
  ) {}

  async nextDue(): Promise<Date | null> {
    return this.due;
  }

  async run(): Promise<void> {
    this.runs++;
    if (this.due === null || this.due > this.clock.now()) return;
    this.met.push(this.clock.now());
    this.due = null;
  }
}
