import { Logger } from '@nestjs/common';
import type { Offsets } from 'kafkajs';
import { keyOf, type Place } from './fetched.js';

/** What is done meanwhile is noted together, and done again if the process dies before: the inbox makes that harmless. */
const PAUSE_MS = 100;
/** So many fail one after the other where nothing is wrong, as when the group is just joined anew. */
const EVERYDAY_FAILURES = 10;

interface Position extends Place {
  readonly next: number;
}

/**
 * Notes with the broker what is done: the first at once, what comes soon after it together. The broker writes each request
 * down, which for a few events at a time costs more than the events.
 */
export class Commits {
  private readonly logger = new Logger(Commits.name);
  private noted = new Map<string, Position>();
  private running: Promise<void> | undefined;
  private send: ((offsets: Offsets) => Promise<void>) | undefined;
  private isWaitedFor = false;
  private goOn = (): void => undefined;

  /**
   * @param group for the log.
   * @param ended from then on the partitions may be another member's, and nothing is noted any more.
   */
  constructor(
    private readonly group: string,
    private readonly ended: AbortSignal,
  ) {
    ended.addEventListener('abort', () => this.goOn(), { once: true });
  }

  /** @param send commits as a member of the generation that is on when it is called. */
  by(send: (offsets: Offsets) => Promise<void>): void {
    this.send = send;
  }

  /** @param next the offset after what is done. */
  note(place: Place, next: number): void {
    this.noted.set(keyOf(place), { ...place, next });
    this.running ??= this.run();
  }

  /** Ends the pause: somebody looks at what is noted. */
  hurry(): void {
    this.goOn();
  }

  /** Resolves when all that is done is noted. */
  async flush(): Promise<void> {
    this.isWaitedFor = true;
    this.hurry();
    await this.running;
    this.isWaitedFor = false;
  }

  private async run(): Promise<void> {
    let failures = 0;
    while (this.noted.size > 0 && !this.ended.aborted) {
      const taken = this.noted;
      this.noted = new Map();
      try {
        // No await stands between looking at `ended` and this call, which goes out as the generation of this moment.
        await this.send?.(offsetsOf([...taken.values()]));
        failures = 0;
      } catch (error) {
        // A generation that the broker has ended ends here with the next heartbeat, or when none is answered.
        if (++failures === EVERYDAY_FAILURES)
          this.logger.warn(
            `What ${this.group} has done cannot be noted: ${error instanceof Error ? error.message : 'no reason stated'}`,
          );
        this.noted = new Map([...taken, ...this.noted]);
        await this.pause();
        continue;
      }
      if (!this.isWaitedFor) await this.pause();
    }
    this.running = undefined; // at once, so that nothing is noted for a run that has ended
  }

  private async pause(): Promise<void> {
    if (this.ended.aborted) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, PAUSE_MS);
      this.goOn = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

function offsetsOf(positions: readonly Position[]): Offsets {
  return {
    topics: [...new Set(positions.map(({ topic }) => topic))].map((topic) => ({
      topic,
      partitions: positions
        .filter((position) => position.topic === topic)
        .map(({ partition, next }) => ({ partition, offset: String(next) })),
    })),
  };
}
