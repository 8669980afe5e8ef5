import { Agent } from 'node:http';

const KEEP_IDLE_MS = 60_000;

/** A process that requests can be sent to. */
export interface Target {
  /** Where it listens, without a slash at its end. */
  readonly url: string;
  /** Its idle connections. */
  readonly agent: Agent;
}

/** Where the requests of one service go: to one process at a time, and to its successor once that is ready. */
export class Upstream {
  private target: Target | undefined;
  private readonly underway = new Map<Target, number>();
  private readonly waiting = new Set<() => void>();

  /** From now on new requests go there. */
  switchTo(url: string): Target {
    const target = { url, agent: new Agent({ keepAlive: true, timeout: KEEP_IDLE_MS }) };
    this.target = target;
    for (const wake of this.waiting) wake();
    return target;
  }

  /** It has ended, or is about to; its requests, if any, go on. */
  leave(target: Target): void {
    if (this.target === target) this.target = undefined;
    // The agent's own `destroy` would break connections that are in use.
    for (const idle of Object.values(target.agent.freeSockets))
      for (const socket of idle ?? []) socket.destroy();
  }

  /**
   * A request is underway to the process that it returns, until `end`. Waits for one if there is none.
   * @returns undefined when none is ready by then.
   */
  async begin(deadline: number): Promise<Target | undefined> {
    while (this.target === undefined) {
      const left = deadline - performance.now();
      if (left <= 0) return undefined;
      await this.change(left);
    }
    this.underway.set(this.target, (this.underway.get(this.target) ?? 0) + 1);
    return this.target;
  }

  get url(): string | undefined {
    return this.target?.url;
  }

  end(target: Target): void {
    const left = (this.underway.get(target) ?? 1) - 1;
    if (left > 0) {
      this.underway.set(target, left);
      return;
    }
    this.underway.delete(target);
    for (const wake of this.waiting) wake();
  }

  /** Waits until none of its requests is underway any more, or for so long. */
  async drained(target: Target, withinMs: number): Promise<void> {
    const deadline = performance.now() + withinMs;
    while (this.underway.has(target) && performance.now() < deadline)
      await this.change(deadline - performance.now());
  }

  /** Until something has changed here, or for so long. */
  private change(withinMs: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        this.waiting.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, withinMs);
      this.waiting.add(wake);
    });
  }
}
