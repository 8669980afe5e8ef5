import { z } from 'zod';
import { defineEvent } from '#libs/contracts';
import { newId, type Database } from '#libs/database';
import {
  EventConsumer,
  type DeadLetter,
  type DeadLetters,
  type EventContext,
  type EventLog,
  type LoggedEvent,
} from '#libs/events';
import { until } from './until.js';

/** A fact that only tests know, on a topic of one test's own: an account has got a new version. */
export function accountChangedOf(scene: string) {
  return defineEvent({
    type: `probe.${scene}.changed`,
    topic: `probe.${scene}.v1`,
    key: 'accountId',
    data: { accountId: z.string(), version: z.int() },
  });
}

export interface AccountChanged {
  readonly id: string;
  readonly data: { readonly accountId: string; readonly version: number };
}
export type Handler = (event: AccountChanged, context: EventContext) => Promise<void>;
export type Fact = [account: string, version: number];

export interface ConsumeOptions {
  readonly from?: EventLog;
  readonly database?: Database;
  readonly handlerLimitMs?: number;
}

/** What one test has to itself: a topic, a group that consumes it, and what its handlers have noted. */
export class EventScene {
  readonly changed;
  private readonly consumers: EventConsumer[] = [];

  /** @param name also the group's; two scenes of one name see each other's events. */
  constructor(
    readonly name: string,
    readonly log: EventLog,
    readonly database: Database,
    private readonly deadLetters: DeadLetters,
  ) {
    this.changed = accountChangedOf(name);
  }

  /** A fact as the log carries it. */
  fact(account: string, version: number): LoggedEvent {
    const { topic, type } = this.changed;
    const occurredAt = new Date('2026-12-01T12:00:00Z');
    const data = { accountId: account, version };
    return { id: newId(), topic, type, schemaVersion: 1, key: account, occurredAt, data, traceparent: null };
  }

  /** Puts facts into the log, as a relay would. */
  async publish(...facts: Fact[]): Promise<void> {
    await this.log.append(facts.map(([account, version]) => this.fact(account, version)));
  }

  /** Starts a consumer of the scene's facts, one handler per name. */
  async consume(
    handlers: Record<string, Handler>,
    { from = this.log, database = this.database, handlerLimitMs }: ConsumeOptions = {},
  ): Promise<EventConsumer> {
    const consumer = new EventConsumer(
      this.name,
      Symbol(this.name),
      from,
      database,
      this.deadLetters,
      handlerLimitMs,
    );
    for (const [name, handle] of Object.entries(handlers))
      consumer.addHandler(this.changed.type, handle, true, { consumer: name });
    await new Promise<void>((resolve, reject) =>
      consumer.listen((error) => (error === undefined ? resolve() : reject(error))),
    );
    this.consumers.push(consumer);
    return consumer;
  }

  /** Notes in its transaction what it was told. */
  readonly note: Handler = async ({ data: { accountId, version } }, { transaction }) => {
    await transaction.query('INSERT INTO effects (scene, account, version) VALUES ($1, $2, $3)', [
      this.name,
      accountId,
      version,
    ]);
  };

  /** Notes, and then throws for what `refuses` says: what it noted must be undone with it. */
  noteUnless(refuses: (data: AccountChanged['data']) => boolean): Handler {
    return async (event, context) => {
      await this.note(event, context);
      if (refuses(event.data)) throw new Error('not today');
    };
  }

  /** What the handlers have noted, in the order of noting: `account@version`. */
  async effects(account?: string): Promise<string[]> {
    const rows = await this.database.query<{ effect: string }>(
      `SELECT account || '@' || version AS effect FROM effects
       WHERE scene = $1 AND account = coalesce($2, account) ORDER BY nth`,
      [this.name, account ?? null],
    );
    return rows.map(({ effect }) => effect);
  }

  async hasEffects(count: number): Promise<boolean> {
    return (await this.effects()).length === count;
  }

  /** The dead letters of the group, in short. */
  async letters(): Promise<(Pick<DeadLetter, 'consumer' | 'state' | 'attempts'> & { fact: string })[]> {
    const letters = await this.deadLetters.list();
    return letters
      .filter(({ topic }) => topic === this.changed.topic)
      .map(({ consumer, state, attempts, data }) => {
        const { accountId, version } = this.changed.data.parse(data);
        const name = consumer.replace(`${this.name}.`, '');
        return { consumer: name, state, attempts, fact: `${accountId}@${version}` };
      });
  }

  /** Has the group forget what it has handled: what the inbox is there against. */
  async forgetInbox(): Promise<void> {
    await this.database.query(`DELETE FROM inbox WHERE consumer LIKE $1 || '.%'`, [this.name]);
  }

  /** Resolves when a consumer has handled all that the log holds. */
  async atRest(consumer: EventConsumer): Promise<void> {
    await until('the consumer has caught up', () => consumer.isIdle());
  }

  async end(): Promise<void> {
    for (const consumer of this.consumers.splice(0)) await consumer.close();
  }
}

/** What an account looks like to whoever is told of it in order and without a gap. */
export function inOrder(account: string, versions: number): string[] {
  return Array.from({ length: versions }, (_, nth) => `${account}@${nth + 1}`);
}
