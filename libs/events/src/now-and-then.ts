import { Logger } from '@nestjs/common';
import { isDatabaseUnavailable } from '#libs/database';

/** In real time, the first time after one pause: a process that lives shortly has none of it. */
const EVERY_MS = 60 * 60_000;
/** Half as much again at random, so that the services of a process do not do it all at once. */
const JITTER_MS = EVERY_MS / 2;

/** Repeats a piece of work about once an hour. Errors are logged and never end it. */
export class NowAndThen {
  private readonly logger: Logger;
  private timer: NodeJS.Timeout | undefined;
  private underway: Promise<void> | undefined;
  private isStopping = false;

  /** @param work stops soon once `isOver` says so. */
  constructor(
    private readonly name: string,
    private readonly work: (isOver: () => boolean) => Promise<unknown>,
  ) {
    this.logger = new Logger(name);
  }

  start(): void {
    if (this.isStopping || this.timer !== undefined) return;
    this.timer = setTimeout(
      () => {
        this.underway = this.once().finally(() => {
          this.timer = undefined;
          this.start();
        });
      },
      EVERY_MS + Math.random() * JITTER_MS,
    );
    this.timer.unref();
  }

  async stop(): Promise<void> {
    this.isStopping = true;
    clearTimeout(this.timer);
    await this.underway;
  }

  private async once(): Promise<void> {
    try {
      await this.work(() => this.isStopping);
    } catch (error) {
      const reason = error instanceof Error ? error.message : 'failed for no stated reason';
      if (isDatabaseUnavailable(error)) this.logger.warn(`${this.name} is left for the next time: ${reason}`);
      else this.logger.error(`${this.name}: ${reason}`);
    }
  }
}
