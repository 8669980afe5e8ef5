/** Pauses before another start, the last one again and again; one that has lived for a while begins anew. */
const PAUSES_MS = [0, 500, 1_000, 2_000, 5_000, 10_000];
const LIVED_MS = 30_000;

/** How long to wait before what keeps failing is tried again. */
export class Patience {
  private failures = 0;

  /** @param livedMs how long the last try went well. */
  hasLived(livedMs: number): void {
    if (livedMs > LIVED_MS) this.failures = 0;
  }

  /** Resolves when it is time, or at once when nobody waits any more. */
  wait(stopping: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const over = () => {
        clearTimeout(timer);
        stopping.removeEventListener('abort', over);
        resolve();
      };
      const timer = setTimeout(over, PAUSES_MS[Math.min(this.failures++, PAUSES_MS.length - 1)]);
      stopping.addEventListener('abort', over);
    });
  }
}
