import { randomInt } from 'node:crypto';
import { existsSync, readFileSync, readlinkSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { runStart, type StartedProcess } from '../../tools/demo/start-solo.js';
import { isRunning } from '../support/start-solo.js';
import type { BreakableAlly } from './breakable-ally.js';
import { endAllIn } from './end-all-in.js';

const PROGRAM = 'dist/apps/solo/src/main.js';
const GONE_WITHIN_MS = 30_000;
const LOOK_AGAIN_MS = 5;

/**
 * An Ally that is killed and started again, on one data folder and one port, so that its links stay good. It owns its
 * process and its PostgreSQL, and leaves neither behind (`leaveNothing`).
 */
export class AllyUnderFault implements BreakableAlly {
  readonly url: string;
  readonly numbersItsLog = true;
  private process: StartedProcess | undefined;
  private hasExited = true;
  private killed = 0;

  /** @param settings by their names in the environment. */
  constructor(
    readonly dataDir: string,
    private readonly settings: Readonly<Record<string, string>>,
    // Below 32768, where Linux begins to hand out ports to outgoing connections.
    private readonly port = randomInt(10_240, 32_768),
  ) {
    this.url = `http://127.0.0.1:${port}`;
  }

  get settingsOfCommand(): Record<string, string> {
    return { ALLY_DATA_DIR: this.dataDir };
  }

  /** How many processes of it have been killed so far, those of PostgreSQL included. */
  get kills(): number {
    return this.killed;
  }

  get isUp(): boolean {
    return !this.hasExited;
  }

  /** Begins to start; resolves with whether it has become ready, and not ended instead. */
  async start(clock: 'system' | 'test' = 'system'): Promise<boolean> {
    const own = { ALLY_DATA_DIR: this.dataDir, ALLY_CLOCK: clock, PORT: `${this.port}` };
    const started = runStart({ ...this.settings, ...own }, [], PROGRAM);
    this.process = started;
    this.hasExited = false;
    void started.exited.then(() => {
      if (this.process === started) this.hasExited = true;
    });
    return (await started.ready) !== undefined;
  }

  lastWords(): string {
    return this.process?.output() ?? '';
  }

  /** SIGKILL; resolves once it is gone. Its PostgreSQL goes on. */
  async killProcess(): Promise<void> {
    if (this.isUp) this.killed++;
    this.process?.kill('SIGKILL');
    await this.process?.exited;
  }

  /** SIGKILL to the postmaster; resolves once that is gone. Its children see to themselves. */
  async killPostgres(): Promise<void> {
    const pid = this.postgres()?.pid;
    if (pid === undefined) return;
    process.kill(pid, 'SIGKILL');
    this.killed++;
    await gone(pid);
  }

  async database(): Promise<Client> {
    const server = this.postgres();
    if (server === undefined) throw new Error('PostgreSQL does not run');
    const password = readFileSync(join(this.dataDir, 'postgres', 'password'), 'utf8');
    const client = new Client({
      connectionString: `postgres://ally:${password}@127.0.0.1:${server.port}/ally`,
    });
    client.on('error', () => undefined); // what is asked next fails, and says why
    await client.connect();
    return client;
  }

  async startFromRowsAlone(): Promise<boolean> {
    await this.killProcess();
    const database = await this.database();
    await database.query('DROP SCHEMA bullmq CASCADE');
    await database.end();
    return this.start('test');
  }

  /** They are there. */
  async gatherEvents(): Promise<void> {}

  leaveNothing(): void {
    if (this.isUp) this.process?.kill('SIGKILL');
    endAllIn(this.dataDir);
  }

  /** The postmaster of this data folder, if it runs; never a process that got its id since. */
  private postgres(): { pid: number; port: number } | undefined {
    const cluster = join(this.dataDir, 'postgres', 'cluster');
    const file = join(cluster, 'postmaster.pid');
    const [pid, , , port] = existsSync(file) ? readFileSync(file, 'utf8').split('\n').map(Number) : [];
    if (!pid || !port || !isRunning(pid)) return undefined;
    if (process.platform === 'linux' && readlinkSync(`/proc/${pid}/cwd`) !== realpathSync(cluster))
      return undefined;
    return { pid, port };
  }
}

async function gone(pid: number): Promise<void> {
  const deadline = performance.now() + GONE_WITHIN_MS;
  while (isRunning(pid)) {
    if (performance.now() > deadline) throw new Error(`Process ${pid} does not end`);
    await pause(LOOK_AGAIN_MS);
  }
}
