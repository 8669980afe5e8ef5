import { expect, it } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from '#libs/database';
import { inOrder, type EventScene } from '../event-scene.js';
import type { EventSpine } from '../run-event-spine.js';
import { until } from '../until.js';
import type { Spine } from './describe-event-log.js';
import { factOf, readAll } from './describe-order.js';

const WRITERS = 16;
const TRANSACTIONS_PER_WRITER = 125;
const FACTS_PER_TRANSACTION = 5;
const FACTS = WRITERS * TRANSACTIONS_PER_WRITER * FACTS_PER_TRANSACTION;
const ACCOUNTS = 400;

/** Writers at the same time; their transactions overlap, and commit in another order than they began. */
class Writers {
  private begun = 0;
  /** The transactions, numbered as they began, in the order of their commits. */
  readonly committed: number[] = [];

  constructor(
    private readonly spine: EventSpine,
    private readonly scene: EventScene,
    private readonly database: Database,
  ) {}

  async write(): Promise<void> {
    await this.database.query('CREATE TABLE accounts (id text PRIMARY KEY, version integer NOT NULL)');
    await this.database.query(
      `INSERT INTO accounts SELECT 'account-' || nth, 0 FROM generate_series(0, $1) nth`,
      [ACCOUNTS - 1],
    );
    await Promise.all(
      Array.from({ length: WRITERS }, async (_, writer) => {
        for (let nth = 0; nth < TRANSACTIONS_PER_WRITER; nth++) await this.change(writer, nth);
      }),
    );
  }

  /** Gives five accounts their next versions in one transaction, which waits a little before it commits. */
  private async change(writer: number, nth: number): Promise<void> {
    const accounts = Array.from(
      { length: FACTS_PER_TRANSACTION },
      (_, place) => `account-${(writer * 37 + nth * 11 + place * place * 13) % ACCOUNTS}`,
    );
    const number = this.begun++;
    await this.database.transaction(async (transaction) => {
      const rows = await transaction.query<{ id: string; version: number }>(
        `UPDATE accounts SET version = version + 1
         FROM (SELECT id FROM accounts WHERE id = ANY ($1) ORDER BY id FOR UPDATE) locked
         WHERE accounts.id = locked.id RETURNING accounts.id, version`,
        [accounts],
      );
      for (const { id, version } of rows)
        await this.spine.outbox.append(transaction, this.scene.changed, { accountId: id, version });
      await pause((writer * 7 + nth * 5) % 4);
    });
    this.committed.push(number);
  }
}

/** What is told of each account, in the order of telling. */
function byAccount(facts: readonly string[]): Map<string, string[]> {
  const told = new Map<string, string[]>();
  for (const fact of facts) {
    const account = fact.slice(0, fact.indexOf('@'));
    told.set(account, [...(told.get(account) ?? []), fact]);
  }
  return told;
}

/** @returns the accounts of which somebody was told with a gap, twice, or in another order. */
function disorderly(facts: readonly string[]): string[] {
  return [...byAccount(facts)]
    .filter(([account, told]) => told.join() !== inOrder(account, told.length).join())
    .map(([account]) => account);
}

export function describeManyWriters(spine: Spine): void {
  it('when 16 writers commit 10,000 facts out of order, then none is missing, doubled or out of its key’s order', async () => {
    const scene = spine().scene();
    const writers = new Writers(spine(), scene, await spine().openDatabase(WRITERS));
    const consumer = await scene.consume({ note: scene.note });
    spine().relay.onApplicationBootstrap();
    await writers.write();
    await until('all are published', () => spine().relay.isIdle(), 30_000);
    await until('all are handled', () => consumer.isIdle(), 60_000);

    const effects = await scene.effects();
    expect(effects).toHaveLength(FACTS);
    expect(disorderly(effects)).toEqual([]);
    const logged = new Set<string>();
    await readAll(spine().log, scene, `${scene.name}-log`, async (events) => {
      for (const event of events) logged.add(factOf(event));
    });
    expect(logged.size).toBe(FACTS);
    expect(disorderly([...logged])).toEqual([]);
    expect(writers.committed).not.toEqual(writers.committed.toSorted((one, other) => one - other));
  }, 120_000);
}
