import { setTimeout as pause } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import type { LoggedEvent, SubscribeOptions } from '../event-log.js';
import type { Entry } from './fetched.js';

/** Handled at once: what a failure makes the service do again. */
const PORTION = 100;
/** So many may wait before no more is fetched, and when fetching goes on. */
const FULL = 500;
const NEARLY_EMPTY = 100;
const SHORTEST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 5_000;

interface LaneOptions {
  /** For the log. */
  readonly name: string;
  readonly deliver: SubscribeOptions['deliver'];
  /** Nothing is begun after this. */
  readonly stopping: AbortSignal;
  /** Is told of the offset after what has been handled. */
  readonly done: (next: number) => void;
  /** Nothing is begun before this: the partition may still be at work for the generation before. */
  readonly after: Promise<void> | undefined;
}

/**
 * The events of one partition, one portion after the other. Other partitions do not wait for it, nor does fetching: it
 * keeps what was fetched ahead, and has fetching paused when that gets too much.
 */
export class PartitionLane {
  private readonly logger = new Logger(PartitionLane.name);
  private readonly waiting: Entry[] = [];
  private working: Promise<void> | undefined;
  private resume: (() => void) | undefined;

  constructor(private readonly options: LaneOptions) {}

  /** @param stopFetching pauses the partition, and gives the way to go on. */
  take(entries: readonly Entry[], stopFetching: () => () => void): void {
    for (const entry of entries) this.waiting.push(entry);
    // Each time: a lane of the generation before may have had it resumed.
    if (this.waiting.length >= FULL) this.resume = stopFetching();
    this.working ??= this.work().finally(() => (this.working = undefined));
  }

  get isAtWork(): boolean {
    return this.working !== undefined;
  }

  /** Resolves when nothing is in hand. */
  async still(): Promise<void> {
    await this.working;
    await this.options.after;
  }

  private async work(): Promise<void> {
    await this.options.after;
    while (this.waiting.length > 0) {
      const portion = this.waiting.slice(0, PORTION);
      const last = portion.at(-1);
      if (last === undefined || !(await this.deliver(portion.flatMap(({ event }) => event ?? [])))) return;
      this.waiting.splice(0, portion.length);
      this.options.done(last.next);
      if (this.waiting.length <= NEARLY_EMPTY && !this.options.stopping.aborted) {
        this.resume?.();
        this.resume = undefined;
      }
    }
  }

  /** @returns false when it was stopped before that succeeded. */
  private async deliver(events: readonly LoggedEvent[]): Promise<boolean> {
    const { name, stopping } = this.options;
    for (let wait = SHORTEST_PAUSE_MS; !stopping.aborted; wait = Math.min(wait * 2, LONGEST_PAUSE_MS)) {
      try {
        if (events.length > 0) await this.options.deliver(events);
        return true;
      } catch (error) {
        const why = error instanceof Error ? error.message : 'failed for no stated reason';
        this.logger.error(`${name}: ${why}`);
        await pause(wait, undefined, { signal: stopping }).catch(() => undefined);
      }
    }
    return false;
  }
}
