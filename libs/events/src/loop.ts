import { Logger } from '@nestjs/common';

const BUSIEST_POLL_MS = 25;
const IDLEST_POLL_MS = 1_000;
const LONGEST_BACKOFF_MS = 5_000;

/**
 * Repeats a piece of work: at once while there is more to do or when nudged, else at growing intervals. Errors are
 * logged and slow it down; they never end it. A nudge only saves waiting time, nothing depends on it.
 */
export class Loop {
  private readonly logger: Logger;
  private running: Promise<void> | undefined;
  private stopping = false;
  private nudged = false;
  private wake: (() => void) | undefined;

  /** @param work does one portion; resolves to true when it found something to do. */
  constructor(
    name: string,
    private readonly work: () => Promise<boolean>,
  ) {
    this.logger = new Logger(name);
  }

  start(): void {
    this.running ??= this.run();
  }

  /** Bound, so that it can be handed on as it is. */
  readonly nudge = (): void => {
    this.nudged = true;
    this.wake?.();
  };

  /** Ends after the portion in hand. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.wake?.();
    await this.running;
  }

  private async run(): Promise<void> {
    let pause = BUSIEST_POLL_MS;
    while (!this.stopping) {
      this.nudged = false;
      try {
        pause = (await this.work()) ? 0 : Math.min(Math.max(pause * 2, BUSIEST_POLL_MS), IDLEST_POLL_MS);
      } catch (error) {
        this.logger.error(error instanceof Error ? error.message : 'failed for no stated reason');
        pause = Math.min(Math.max(pause * 2, BUSIEST_POLL_MS), LONGEST_BACKOFF_MS);
        await this.sleep(pause);
        continue;
      }
      if (pause > 0 && !this.nudged) await this.sleep(pause);
    }
  }

  private async sleep(milliseconds: number): Promise<void> {
    if (this.stopping) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.wake = undefined;
  }
}
