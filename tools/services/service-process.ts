import { spawn, type ChildProcess } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';

/** Nine of them are asked while they all start, and each question takes from them. */
const LOOK_AGAIN_MS = 200;
const READY_WITHIN_MS = 60_000;
const ANSWER_WITHIN_MS = 5_000;
/** A process ends itself after nine seconds, whatever it is waiting for. */
const STOP_WITHIN_MS = 12_000;

/** One run of a program that listens on a port of loopback. */
export class ServiceProcess {
  /** How it has ended, in words. */
  readonly ended: Promise<string>;
  private isRunning = true;

  private constructor(
    private readonly child: ChildProcess,
    /** Where it listens, without a slash at its end. */
    readonly url: string,
  ) {
    this.ended = new Promise((resolve) => {
      child.once('error', (error) => resolve(`could not be started: ${error.message}`));
      child.once('exit', (code, signal) =>
        resolve(signal === null ? `ended with ${code}` : `was ended by ${signal}`),
      );
    });
    void this.ended.then(() => {
      this.isRunning = false;
    });
  }

  /** @param file a script of `dist`; it gets `env` and nothing else, and listens on its `PORT`. */
  static start(file: string, port: number, env: NodeJS.ProcessEnv): ServiceProcess {
    const child = spawn(process.execPath, ['--max-semi-space-size=8', file], {
      env: { ...env, PORT: String(port) },
      // Its own group: Ctrl-C is for whoever supervises it. The channel tells it when that one is gone.
      detached: true,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    return new ServiceProcess(child, `http://127.0.0.1:${port}`);
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** @returns whether it has become ready; not when it ended before, or takes longer than a minute and is ended. */
  async ready(): Promise<boolean> {
    const deadline = performance.now() + READY_WITHIN_MS;
    while (this.isRunning) {
      if (await this.answers('/health/ready')) return true;
      if (performance.now() > deadline) await this.stop();
      else await pause(LOOK_AGAIN_MS);
    }
    return false;
  }

  /** Whether it says that it gets on. */
  isLive(): Promise<boolean> {
    return this.answers('/health/live');
  }

  /** Lets it finish what it has in hand; resolves once it has ended. */
  async stop(): Promise<void> {
    if (!this.isRunning) return;
    this.child.kill('SIGTERM');
    const tooLate = setTimeout(() => this.child.kill('SIGKILL'), STOP_WITHIN_MS);
    await this.ended;
    clearTimeout(tooLate);
  }

  private answers(path: string): Promise<boolean> {
    return fetch(this.url + path, { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) }).then(
      ({ ok }) => ok,
      () => false,
    );
  }
}
