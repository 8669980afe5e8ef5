import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from 'pg';
import { runStart, type StartedProcess } from '../../../tools/demo/start-solo.js';
import { SupervisorWords } from '../../support/supervisor-words.js';
import type { WhatClientsKnow } from '../acknowledged.js';
import type { BreakableAlly } from '../breakable-ally.js';
import { endAllIn } from '../end-all-in.js';
import { copyKafkaLog } from './copy-kafka-log.js';
import { isAlive, processesOf, type ServiceProcess } from './processes-of.js';
import { ServersUnderFault } from './servers-under-fault.js';

const PROGRAM = 'dist/tools/services/main.js';
/** Nine processes, one after the other, on a busy machine. */
const WITHIN_MS = 180_000;
const LOOK_AGAIN_MS = 20;
const LAST_WORDS = 10_000;

/** Ally as services, each web and worker a process of its own, on servers of their own; all of it can be broken. */
export class ServicesUnderFault implements BreakableAlly {
  readonly url: string;
  readonly numbersItsLog = false;
  private supervisor: StartedProcess | undefined;
  private earlier = '';
  private words = new SupervisorWords(() => '');
  private killed = 0;

  private constructor(
    readonly folder: string,
    readonly servers: ServersUnderFault,
    private readonly settings: Readonly<Record<string, string>>,
    // Below 32768, where Linux begins to hand out ports to outgoing connections.
    private readonly port = randomInt(10_240, 32_768),
  ) {
    this.url = `http://127.0.0.1:${port}`;
  }

  /** Starts the servers alone. @param settings by their names in the environment. */
  static async on(
    folder: string,
    brokers: number,
    settings: Readonly<Record<string, string>>,
  ): Promise<ServicesUnderFault> {
    return new ServicesUnderFault(folder, await ServersUnderFault.start(folder, brokers), settings);
  }

  /** Without Kafka: `verify` is to look at the events that were gathered. */
  get settingsOfCommand(): Record<string, string> {
    return { DATABASE_URL: this.servers.postgres.url };
  }

  /** @returns whether all processes have become ready, and the demo is there. */
  async start(clock: 'system' | 'test' = 'system'): Promise<boolean> {
    const { addresses } = this.servers;
    const own = { ALLY_DATA_DIR: join(this.folder, 'data'), ALLY_CLOCK: clock, PORT: `${this.port}` };
    const supervisor = runStart({ ...this.settings, ...addresses, ...own }, [], PROGRAM);
    this.supervisor = supervisor;
    this.words = new SupervisorWords(() => supervisor.output());
    void supervisor.exited.then(() => {
      this.earlier += supervisor.output();
      if (this.supervisor === supervisor) this.supervisor = undefined;
    });
    return (await supervisor.ready) !== undefined;
  }

  lastWords(): string {
    return this.allWords().slice(-LAST_WORDS);
  }

  /** What all starts have printed. */
  allWords(): string {
    return this.earlier + (this.supervisor?.output() ?? '');
  }

  database(): Promise<Client> {
    return this.servers.database();
  }

  /** How many processes have been killed so far, those of the servers included. */
  get kills(): number {
    return this.killed + this.servers.kills;
  }

  processes(): ServiceProcess[] {
    return this.supervisor === undefined ? [] : processesOf(this.supervisor.pid);
  }

  /** Whether no process is being started again. */
  get isWhole(): boolean {
    return this.words.isWhole;
  }

  /** SIGKILL; resolves once the supervisor has noticed. */
  async kill(victim: ServiceProcess): Promise<void> {
    if (killNow(victim)) this.killed++;
    await this.until(`the end of ${victim.pid} is noticed`, () => this.words.knowsTheEndOf(victim.pid));
  }

  /** Replaces every process by another. @returns whether all are; some stay when their successors do not get ready. */
  async replaceAll(): Promise<boolean> {
    const { whole, partial } = this.words.replacements;
    this.supervisor?.kill('SIGHUP');
    await this.until('all are replaced', () => {
      const now = this.words.replacements;
      return now.whole > whole || now.partial > partial;
    });
    return this.words.replacements.whole > whole;
  }

  /** Waits for something of its processes. @throws when it does not come within three minutes. */
  async until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
    const deadline = performance.now() + WITHIN_MS;
    while (!(await holds())) {
      if (performance.now() > deadline)
        throw new Error(`It takes too long until ${what}:\n${this.lastWords()}`);
      await pause(LOOK_AGAIN_MS);
    }
  }

  async startFromRowsAlone(): Promise<boolean> {
    const { supervisor } = this;
    const ended = this.killAll();
    await supervisor?.exited;
    await this.until('all are gone', () => !ended.some(isAlive));
    await this.servers.wipeRedis();
    return this.start('test');
  }

  async gatherEvents(database: Client, known: WhatClientsKnow): Promise<void> {
    const { repeated } = await copyKafkaLog(this.servers.kafka.brokers, database);
    known.note('facts that stand in Kafka again', repeated);
  }

  leaveNothing(): void {
    this.killAll();
    this.servers.leaveProxies();
    endAllIn(this.folder);
  }

  /** The supervisor first, so that it starts nothing again. @returns whom it has killed. */
  private killAll(): ServiceProcess[] {
    const processes = this.processes();
    this.supervisor?.kill('SIGKILL');
    for (const each of processes) killNow(each);
    return processes;
  }
}

/** @returns whether there was anything to kill. */
function killNow(victim: ServiceProcess): boolean {
  return isAlive(victim) && process.kill(victim.pid, 'SIGKILL');
}
