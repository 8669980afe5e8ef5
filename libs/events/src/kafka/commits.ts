import { setTimeout as pause } from 'node:timers/promises';
import type { Offsets } from 'kafkajs';
import { keyOf, type Place } from './fetched.js';

const PAUSE_MS = 100;

interface Position extends Place {
  readonly next: number;
}

/** Notes with the broker what is done, one request at a time; what comes meanwhile goes with the next. */
export class Commits {
  private noted = new Map<string, Position>();
  private running: Promise<void> | undefined;
  private send: ((offsets: Offsets) => Promise<void>) | undefined;

  /** @param ended from then on the partitions may be another member's, and nothing is noted any more. */
  constructor(private readonly ended: AbortSignal) {}

  /** @param send commits as a member of the generation that is on when it is called. */
  by(send: (offsets: Offsets) => Promise<void>): void {
    this.send = send;
  }

  /** @param next the offset after what is done. */
  note(place: Place, next: number): void {
    this.noted.set(keyOf(place), { ...place, next });
    this.running ??= this.run().finally(() => (this.running = undefined));
  }

  async flush(): Promise<void> {
    await this.running;
  }

  private async run(): Promise<void> {
    while (this.noted.size > 0 && !this.ended.aborted) {
      const taken = this.noted;
      this.noted = new Map();
      try {
        // No await stands between looking at `ended` and this call, which goes out as the generation of this moment.
        await this.send?.(offsetsOf([...taken.values()]));
      } catch {
        // The client has logged it. A generation that the broker has ended ends here with the next heartbeat.
        this.noted = new Map([...taken, ...this.noted]);
        await pause(PAUSE_MS, undefined, { signal: this.ended }).catch(() => undefined);
      }
    }
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
