import { Client, DatabaseError } from 'pg';
import { CannotRun } from '../said-plainly.js';

const PATIENCE_MS = 10_000;
const LOCK_NOT_AVAILABLE = '55P03';

/** While it is held, no service can tell a fact: what would tell one waits. */
export class HeldOutboxes {
  private constructor(private readonly client: Client) {}

  /** @throws CannotRun when a transaction that tells facts goes on for longer than ten seconds. */
  static async hold(url: string, services: readonly string[]): Promise<HeldOutboxes> {
    const client = new Client({ connectionString: url, application_name: 'ally backup' });
    client.on('error', () => undefined); // said by the statement in hand
    await client.connect();
    try {
      await client.query(
        `SET lock_timeout = ${PATIENCE_MS}; SET idle_in_transaction_session_timeout = 0; BEGIN`,
      );
      await client.query(
        `LOCK TABLE ${services.map((service) => `${service}.outbox`).join(', ')} IN SHARE MODE`,
      );
      return new HeldOutboxes(client);
    } catch (error) {
      await client.end();
      if (!(error instanceof DatabaseError) || error.code !== LOCK_NOT_AVAILABLE) throw error;
      throw new CannotRun(
        'A transaction that tells facts has not ended for ten seconds: try again once there is less to do.',
        { cause: error },
      );
    }
  }

  /** @throws CannotRun when it was not held until now. */
  async release(): Promise<void> {
    await this.client.query('COMMIT').catch((error: unknown) => {
      throw new CannotRun('The connection that kept services from telling facts was lost: try again.', {
        cause: error,
      });
    });
  }

  /** To be called however it ends. */
  async close(): Promise<void> {
    await this.client.end();
  }
}
