import { Client, DatabaseError } from 'pg';
import { CannotRun } from '../said-plainly.js';

const PATIENCE_MS = 10_000;
const LOCK_NOT_AVAILABLE = '55P03';

/** While it is held, no service can tell a fact: what would tell one waits. */
export class HeldOutboxes {
  private constructor(private readonly client: Client) {}

  /** @throws CannotRun when a relay keeps its facts for longer than ten seconds. */
  static async hold(url: string, services: readonly string[]): Promise<HeldOutboxes> {
    const client = new Client({ connectionString: url, application_name: 'ally backup' });
    client.on('error', () => undefined); // said by the statement in hand
    await client.connect();
    try {
      await client.query(`SET lock_timeout = ${PATIENCE_MS}; BEGIN`);
      await client.query(
        `LOCK TABLE ${services.map((service) => `${service}.outbox`).join(', ')} IN SHARE MODE`,
      );
      return new HeldOutboxes(client);
    } catch (error) {
      await client.end();
      if (!(error instanceof DatabaseError) || error.code !== LOCK_NOT_AVAILABLE) throw error;
      throw new CannotRun(
        'Facts have been on their way into the event log for ten seconds: try again once it answers.',
        { cause: error },
      );
    }
  }

  async release(): Promise<void> {
    await this.client.end();
  }
}
