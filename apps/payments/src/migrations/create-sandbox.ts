import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the sandbox remembers, as if it were another company: nothing of ours refers to it. */
export class CreateSandbox1763910000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE sandbox_sessions (
        id text PRIMARY KEY,
        idempotency_key text NOT NULL UNIQUE,
        client_reference text NOT NULL,
        lines jsonb NOT NULL,
        amount integer NOT NULL,
        currency text NOT NULL,
        return_url text NOT NULL,
        expires_at timestamptz NOT NULL,
        state text NOT NULL CHECK (state IN ('open', 'expired', 'captured')),
        capture_id text UNIQUE,
        decline_ids text[] NOT NULL DEFAULT '{}',
        CHECK ((state = 'captured') = (capture_id IS NOT NULL))
      );
      CREATE TABLE sandbox_refunds (
        id text PRIMARY KEY,
        idempotency_key text NOT NULL UNIQUE,
        capture_id text NOT NULL REFERENCES sandbox_sessions (capture_id),
        amount integer NOT NULL CHECK (amount > 0)
      );
      CREATE TABLE sandbox_webhooks (
        id text PRIMARY KEY,
        body text NOT NULL,
        created_at timestamptz NOT NULL,
        deliveries_left integer NOT NULL CHECK (deliveries_left >= 0),
        due_at timestamptz NOT NULL,
        attempts integer NOT NULL DEFAULT 0,
        given_up boolean NOT NULL DEFAULT false
      );
      CREATE INDEX sandbox_webhooks_due ON sandbox_webhooks (due_at) WHERE deliveries_left > 0 AND NOT given_up;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE sandbox_webhooks, sandbox_refunds, sandbox_sessions');
  }
}
