import { setTimeout as pause } from 'node:timers/promises';
import { Randomness } from '../faults/randomness.js';
import type { EventScene } from '../support/event-scene.js';
import type { EventSpine } from '../support/run-event-spine.js';
import { until } from '../support/until.js';
import { Crew } from './crew.js';
import {
  CONSUMERS,
  createTables,
  droppedByInbox,
  given,
  movesOfAccounts,
  noteAsLog,
  noted,
  written,
} from './order-tables.js';
import { generationsOf } from './generations-of.js';

export interface TrialOptions {
  /** At least so many facts are written. */
  readonly facts: number;
  readonly seed: number;
  /** How long it may take in the end until all is handled. */
  readonly patienceMs: number;
}

const ACCOUNTS = 2_000;
/** So many events are given to members between two strikes, however fast the machine is. */
const STRIKE_EVERY = { least: 500, most: 3_000 };
const LOOK_AGAIN_MS = 200;
/** From here on nothing is struck any more. */
const NEARLY_DONE = 0.9;

/** Facts of many accounts, on their way from writers to members of a group that come and go, and are killed. */
export class OrderTrial {
  readonly crew: Crew;
  private readonly random: Randomness;
  private readonly began = performance.now();
  private rewinds = 0;

  constructor(
    private readonly spine: EventSpine,
    readonly scene: EventScene,
    private readonly options: TrialOptions,
  ) {
    this.random = new Randomness(options.seed);
    const place = { databaseUrl: spine.url, brokers: spine.address, scene: scene.name };
    this.crew = new Crew(place, this.random.fork());
  }

  /** Writes, strikes, and rewinds the group once in the middle; resolves with the figures when all is handled. */
  async run(): Promise<Record<string, number>> {
    await createTables(this.spine.database, ACCOUNTS);
    await this.crew.start();
    for (let next = 0; !(await this.isNearlyDone()); await pause(LOOK_AGAIN_MS)) {
      if ((await given(this.spine.database)) < next) continue;
      await this.crew.strike();
      next = (await given(this.spine.database)) + this.random.between(STRIKE_EVERY.least, STRIKE_EVERY.most);
    }
    await this.crew.stopWriting();
    await this.settle();
    await this.crew.leave();
    return this.count();
  }

  /** Gives the group everything again. */
  async redeliver(): Promise<void> {
    this.rewinds++;
    await this.spine.log.rewind(this.scene.name);
  }

  /** Resolves when the group has handled all that was written. */
  async settle(): Promise<void> {
    const { log, relay } = this.spine;
    const isDone = async () => {
      if (this.crew.lost.length > 0) return true; // which the test then says
      if (!(await relay.isIdle())) return false;
      const lags = await log.lag(this.scene.name);
      return lags.length > 0 && lags.every(({ events }) => events === 0);
    };
    await until('all is handled', isDone, this.options.patienceMs);
  }

  /** What that took; all have left by now. */
  private async count(): Promise<Record<string, number>> {
    const { database, address } = this.spine;
    const seconds = (performance.now() - this.began) / 1000;
    const facts = await written(database);
    const wire = await this.readLog();
    return {
      seed: this.options.seed,
      accounts: ACCOUNTS,
      facts,
      effects: await noted(database),
      seconds: Math.round(seconds),
      factsPerSecond: Math.round(facts / seconds),
      generations: await generationsOf(address.split(','), this.scene.name, this.scene.changed.topic),
      movesOfAccounts: await movesOfAccounts(database),
      rewinds: this.rewinds,
      ...this.crew.struck,
      ...wire,
      droppedByInbox: await droppedByInbox(database),
    };
  }

  private async isNearlyDone(): Promise<boolean> {
    const { facts } = this.options;
    const isWritten = (await written(this.spine.database)) >= facts;
    if (isWritten) void this.crew.stopWriting();
    const share = (await noted(this.spine.database)) / (facts * CONSUMERS.length);
    if (share > 0.5 && this.rewinds === 0) await this.redeliver();
    return (isWritten && share > NEARLY_DONE) || this.crew.lost.length > 0;
  }

  /** Notes what the log tells, each fact at its first place. */
  private async readLog(): Promise<{ messages: number; repeatedOnTheWire: number }> {
    const { log, database } = this.spine;
    const known = new Set<string>();
    let messages = 0;
    const reading = await log.read([this.scene.changed.topic]);
    await reading.next(async (events) => {
      messages += events.length;
      const fresh = events.filter(({ id }) => !known.has(id) && known.add(id));
      await noteAsLog(database, fresh);
    });
    await reading.close();
    return { messages, repeatedOnTheWire: messages - known.size };
  }
}
