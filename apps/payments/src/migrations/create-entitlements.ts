import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who may download what, and what was downloaded. */
export class CreateEntitlements1763910000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE entitlements (
        id uuid PRIMARY KEY,
        version integer NOT NULL,
        person_id uuid NOT NULL,
        course_id uuid NOT NULL,
        order_id uuid NOT NULL REFERENCES orders,
        epoch integer NOT NULL DEFAULT 1,
        granted_at timestamptz NOT NULL,
        revoked_at timestamptz,
        UNIQUE (order_id, course_id)
      );
      CREATE INDEX entitlements_of_person ON entitlements (person_id);
      CREATE TABLE downloads (
        id uuid PRIMARY KEY,
        entitlement_id uuid NOT NULL REFERENCES entitlements,
        file jsonb NOT NULL,
        created_at timestamptz NOT NULL,
        used_at timestamptz,
        idempotency_key uuid UNIQUE,
        input_hash text NOT NULL
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE downloads, entitlements');
  }
}
