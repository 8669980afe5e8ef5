import type { ClientBase } from 'pg';
import { prepared, type SqlValue } from './prepared.js';

/** Runs SQL and gives back its rows. Both a transaction and a database (one statement each) can. */
export interface SqlRunner {
  query<Row>(sql: string, parameters?: readonly SqlValue[]): Promise<Row[]>;
}

/**
 * An open transaction. It is a required parameter of everything that writes, so that no write can slip out of the
 * transaction it belongs to.
 */
export class Transaction implements SqlRunner {
  private failure: unknown;
  private aborted: Error | undefined;
  private readonly committed: (() => void)[] = [];

  constructor(private readonly client: ClientBase) {}

  /** Rows of any statement, `UPDATE … RETURNING` included. */
  async query<Row>(sql: string, parameters: readonly SqlValue[] = []): Promise<Row[]> {
    if (this.aborted !== undefined) throw this.aborted;
    try {
      const { rows } = await this.client.query(prepared(sql, parameters));
      return rows as Row[];
    } catch (error) {
      this.failure ??= error;
      throw error;
    }
  }

  /** Takes no further statement, and has `Database` roll back: for work that was given up and may still be going on. */
  abort(reason: Error): void {
    this.aborted ??= reason;
    this.failure ??= reason;
  }

  /**
   * Calls `nudge` once the transaction has committed. For wake-ups only: a crash may lose the call, so something that
   * reads the rows must find them anyway.
   */
  onCommit(nudge: () => void): void {
    if (!this.committed.includes(nudge)) this.committed.push(nudge);
  }

  /**
   * @internal called by `Database`
   * @throws what a statement failed with: PostgreSQL answers the COMMIT after it by a silent rollback.
   */
  assertWhole(): void {
    if (this.failure !== undefined) throw this.failure;
  }

  /**
   * Takes no further statement: one that came after the end would stand alone and stay, or be part of whatever the
   * connection is used for next. @internal called by `Database`, before it commits or rolls back
   */
  end(): void {
    this.aborted ??= new Error('The transaction has ended');
  }

  /** @internal called by `Database` */
  announceCommit(): void {
    for (const nudge of this.committed) nudge();
  }
}
