import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { commandLineOf, isGone } from './processes.js';

/** What a server needs is not on this machine; the message is one sentence that says how to get it. */
export class ServerMissing extends Error {
  override readonly name = 'ServerMissing';
}

/** Longer than any of them takes for a clean stop on a busy machine; Kafka without its quorum would wait for minutes. */
const STOP_WITHIN_MS = 15_000;
const READY_WITHIN_MS = 60_000;
const LOOK_AGAIN_MS = 50;

/**
 * A server that lives on when the process that started it has ended. Its folder holds its pid in `server.pid`, what it
 * says in `server.log`, and its data.
 */
export class ServerProcess {
  private constructor(
    private readonly dir: string,
    readonly pid: number,
  ) {}

  /** The server of a folder, if it runs. */
  static find(dir: string): ServerProcess | undefined {
    const file = join(dir, 'server.pid');
    if (!existsSync(file)) return undefined;
    const found = new ServerProcess(dir, Number(readFileSync(file, 'utf8')));
    return found.isRunning() ? found : undefined;
  }

  /**
   * Starts a program; `dir` has to stand in its arguments, for it is known by that.
   * @throws ServerMissing with the sentence `howToGet` when there is no such program.
   */
  static async start(
    dir: string,
    command: string,
    args: readonly string[],
    howToGet: string,
  ): Promise<ServerProcess> {
    await mkdir(dir, { recursive: true });
    const log = openSync(join(dir, 'server.log'), 'a');
    try {
      const child = spawn(command, args, { cwd: dir, stdio: ['ignore', log, log], detached: true });
      await once(child, 'spawn').catch((cause: unknown) => {
        throw new ServerMissing(howToGet, { cause });
      });
      child.unref();
      writeFileSync(join(dir, 'server.pid'), String(child.pid));
      return new ServerProcess(dir, child.pid ?? 0);
    } finally {
      closeSync(log);
    }
  }

  /** A pid may have gone to another program since it was written down. */
  isRunning(): boolean {
    return commandLineOf(this.pid).includes(this.dir);
  }

  /** @throws when it ends meanwhile, or is not ready within a minute; with the last lines that it has said. */
  async untilReady(isReady: () => Promise<boolean>): Promise<void> {
    const deadline = performance.now() + READY_WITHIN_MS;
    while (!(await isReady())) {
      if (!this.isRunning() || performance.now() > deadline) {
        const file = join(this.dir, 'server.log');
        const said = readFileSync(file, 'utf8').trimEnd().split('\n').slice(-3).join('\n');
        throw new Error(`The server of ${this.dir} did not become ready; ${file} ends with:\n${said}`);
      }
      await pause(LOOK_AGAIN_MS);
    }
  }

  /** Asks it to stop and, when it has not within a quarter of a minute, kills it. */
  async stop(): Promise<void> {
    this.signal('SIGTERM');
    if (!(await this.isGoneWithin(STOP_WITHIN_MS))) await this.kill();
  }

  /** `kill -9`; resolves once it is gone. */
  async kill(): Promise<void> {
    this.signal('SIGKILL');
    if (!(await this.isGoneWithin(STOP_WITHIN_MS))) throw new Error(`Process ${this.pid} cannot be killed.`);
  }

  private signal(signal: NodeJS.Signals): void {
    if (this.isRunning()) process.kill(this.pid, signal);
  }

  private async isGoneWithin(ms: number): Promise<boolean> {
    const deadline = performance.now() + ms;
    while (!this.isGone()) {
      if (performance.now() > deadline) return false;
      await pause(LOOK_AGAIN_MS);
    }
    return true;
  }

  private isGone(): boolean {
    const command = commandLineOf(this.pid);
    return command === '' ? isGone(this.pid) : !command.includes(this.dir);
  }
}
