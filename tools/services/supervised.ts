import { CannotStart } from '#libs/process';
import { Patience } from './patience.js';
import type { ServiceProcess } from './service-process.js';
import type { Target, Upstream } from './upstream.js';

/** Downloads may take longer; they resume at the next process by their range. */
const DRAINED_WITHIN_MS = 10_000;
const LOOK_EVERY_MS = 10_000;
/** Looks in a row at which it was not live. */
const STUCK_LOOKS = 3;

/** What is asked of a process. */
type Run = Pick<ServiceProcess, 'url' | 'pid' | 'ended' | 'ready' | 'isLive' | 'stop'>;

/** What is kept running, and how a process of it begins. */
export interface Kept {
  /** For people: `payments web`. */
  readonly name: string;
  /** Where its requests come from; undefined when it gets none. */
  readonly upstream: Upstream | undefined;
  start(): Promise<Run>;
}

/** Keeps one process running: starts another when it dies, and replaces it by its successor when asked to. */
export class Supervised {
  private current: Run | undefined;
  /** Its own, and for a while a second one that comes or goes. */
  private readonly running = new Set<Run>();
  private target: Target | undefined;
  private readonly patience = new Patience();
  private readonly stopping = new AbortController();
  private up = false;
  /** The one change at a time that it is in: a start, a replacement. */
  private change: Promise<void> = Promise.resolve();

  constructor(
    private readonly kept: Kept,
    private readonly say: (line: string) => void,
  ) {}

  get name(): string {
    return this.kept.name;
  }

  /** Whether there is a process that was ready. */
  get isUp(): boolean {
    return this.up;
  }

  get pid(): number | undefined {
    return this.current?.pid;
  }

  /** Where it is itself reached, not by way of the proxy. */
  get url(): string | undefined {
    return this.current?.url;
  }

  /** @throws CannotStart when the very first process does not become ready: nothing would be the better for another try. */
  async begin(): Promise<void> {
    const first = await this.start();
    this.current = first;
    if (!(await first.ready()))
      throw new CannotStart(`${this.name} ${await first.ended}; the lines above say why.`);
    this.take(first);
  }

  /**
   * The new process is ready before the old one is asked to stop.
   * @returns whether it has taken over; else the old one stays, and why has been said, unless all of it is to stop.
   */
  async replace(): Promise<boolean> {
    let hasTakenOver = false;
    await this.alone(async () => {
      if (this.isStopping) return;
      const old = this.current;
      const oldTarget = this.target;
      const next = await this.start();
      if (!(await next.ready())) {
        if (!this.isStopping) this.say(`${this.name}: its successor ${await next.ended}; the old one stays`);
        return;
      }
      this.take(next);
      hasTakenOver = true;
      if (oldTarget !== undefined) await this.kept.upstream?.drained(oldTarget, DRAINED_WITHIN_MS);
      await old?.stop();
      this.say(`${this.name} (process ${next.pid}) has taken over`);
    });
    return hasTakenOver;
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await Promise.all([...this.running].map((each) => each.stop()));
    await this.change;
  }

  private get isStopping(): boolean {
    return this.stopping.signal.aborted;
  }

  private async start(): Promise<Run> {
    const started = await this.kept.start();
    this.running.add(started);
    void started.ended.then(() => this.running.delete(started));
    // The wait for a port is long enough to be asked to stop meanwhile.
    if (this.isStopping) await started.stop();
    return started;
  }

  private take(next: Run): void {
    if (this.target !== undefined) this.kept.upstream?.leave(this.target);
    this.current = next;
    this.up = true;
    this.target = this.kept.upstream?.switchTo(next.url);
    const since = performance.now();
    const looks = this.watch(next);
    void next.ended.then((how) => {
      clearInterval(looks);
      if (this.isStopping || this.current !== next) return;
      this.patience.hasLived(performance.now() - since);
      void this.alone(() => this.startAgain(next, how));
    });
  }

  private async startAgain(dead: Run, how: string): Promise<void> {
    if (this.current !== dead) return;
    this.up = false;
    this.current = undefined;
    if (this.target !== undefined) this.kept.upstream?.leave(this.target);
    this.say(`${this.name} (process ${dead.pid}) ${how}; another one is started`);
    while (!this.isStopping) {
      await this.patience.wait(this.stopping.signal);
      if (this.isStopping) return;
      const next = await this.start();
      this.current = next;
      if (await next.ready()) {
        this.take(next);
        this.say(`${this.name} (process ${next.pid}) is ready again`);
        return;
      }
      if (!this.isStopping)
        this.say(`${this.name} (process ${next.pid}) ${await next.ended}; another one is started`);
    }
  }

  /** One that answers, but says that it stands still, or does not answer at all, is ended; so another one comes. */
  private watch(watched: Run): NodeJS.Timeout {
    let notLive = 0;
    return setInterval(() => {
      void watched.isLive().then(async (live) => {
        notLive = live ? 0 : notLive + 1;
        if (notLive !== STUCK_LOOKS || this.isStopping) return;
        this.say(`${this.name} (process ${watched.pid}) stands still`);
        await watched.stop();
      });
    }, LOOK_EVERY_MS).unref();
  }

  private alone(work: () => Promise<void>): Promise<void> {
    this.change = this.change
      .then(work)
      .catch((error: unknown) => this.say(`${this.name}: ${String(error)}`));
    return this.change;
  }
}
