import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The operators' keys; the keys themselves are kept nowhere. */
export class CreateApiKeys1764005000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE api_keys (
        id uuid PRIMARY KEY,
        version integer NOT NULL,
        name text NOT NULL,
        starts_with text NOT NULL,
        hash text NOT NULL,
        scopes text[] NOT NULL,
        created_at timestamptz NOT NULL,
        created_by_id text NOT NULL,
        created_by_name text NOT NULL,
        expires_at timestamptz,
        last_used_at timestamptz,
        revoked_at timestamptz,
        revoked_by_id text,
        revoked_by_name text,
        idempotency_key uuid,
        input_hash text NOT NULL,
        UNIQUE (created_by_id, idempotency_key)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE api_keys');
  }
}
