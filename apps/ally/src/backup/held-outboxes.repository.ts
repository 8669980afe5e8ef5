import { setTimeout as pause } from 'node:timers/promises';
import { Client, DatabaseError } from 'pg';
import { CannotRun } from '../said-plainly.js';
import { OWN_NAME } from './snapshot.repository.js';

/** Who tells a fact meanwhile waits as long as one try, or as long as it is held: less than services wait for a statement. */
const TRY_MS = 2_000;
const TRIES = 5;
const PAUSE_MS = 1_000;
const HELD_AT_MOST_MS = 20_000;
const STATEMENT_TIMEOUT = '57014';
const IDLE_IN_TRANSACTION = '25P03';

/** While it is held, no service can tell a fact: what would tell one waits. After twenty seconds PostgreSQL ends that. */
export class HeldOutboxes {
  /** Rejects once it is held no more. */
  private readonly lost: Promise<never>;

  private constructor(private readonly client: Client) {
    this.lost = new Promise((_, reject) => client.once('error', (error) => reject(lostBy(error))));
    this.lost.catch(() => undefined); // said by the work in hand
  }

  /**
   * Tries for two seconds at a time, so that services wait no longer for what another holds.
   * @throws CannotRun when transactions that tell facts go on for too long each time.
   */
  static async hold(url: string, services: readonly string[]): Promise<HeldOutboxes> {
    const client = new Client({ connectionString: url, application_name: OWN_NAME });
    client.on('error', () => undefined); // said by the statement in hand
    await client.connect();
    try {
      // Of a statement, not of a lock: that of the first table would be held while the others are waited for in turn.
      await client.query(
        `SET statement_timeout = ${TRY_MS}; SET idle_in_transaction_session_timeout = ${HELD_AT_MOST_MS}`,
      );
      for (let tries = 1; !(await isLocked(client, services)); tries++) {
        if (tries === TRIES) {
          throw new CannotRun(
            `Transactions that tell facts went on for longer than ${TRY_MS / 1000} seconds, ${TRIES} times: ` +
              'try again once there is less to do.',
          );
        }
        await pause(PAUSE_MS);
      }
      return new HeldOutboxes(client);
    } catch (error) {
      await client.end();
      throw error;
    }
  }

  /** Does some work for as long as it is held. @throws CannotRun once it is not. */
  async during<Result>(work: () => Promise<Result>): Promise<Result> {
    return Promise.race([work(), this.lost]);
  }

  /** @throws CannotRun when it was not held until now. */
  async release(): Promise<void> {
    await this.client.query('COMMIT').catch((error: unknown) => {
      throw lostBy(error);
    });
  }

  /** To be called however it ends. */
  async close(): Promise<void> {
    await this.client.end();
  }
}

/** @returns false when others were at it for too long; nobody waits for it any more then. */
async function isLocked(client: Client, services: readonly string[]): Promise<boolean> {
  const outboxes = services.map((service) => `${service}.outbox`).join(', ');
  await client.query('BEGIN');
  try {
    await client.query(`LOCK TABLE ${outboxes} IN SHARE MODE`);
    return true;
  } catch (error) {
    if (!(error instanceof DatabaseError) || error.code !== STATEMENT_TIMEOUT) throw error;
    await client.query('ROLLBACK');
    return false;
  }
}

function lostBy(error: unknown): CannotRun {
  const tookTooLong = error instanceof DatabaseError && error.code === IDLE_IN_TRANSACTION;
  return new CannotRun(
    tookTooLong
      ? `The newest facts were not read within ${HELD_AT_MOST_MS / 1000} seconds, for which services wait: try again.`
      : 'The connection that kept services from telling facts was lost: try again.',
    { cause: error },
  );
}
