import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Operators edit what is offered: each thing has a version, and what they create has the key of their wish. */
export class EditCatalog1764004000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE workshops ADD COLUMN version integer NOT NULL DEFAULT 1 CHECK (version >= 1);
      ALTER TABLE courses ADD COLUMN version integer NOT NULL DEFAULT 1 CHECK (version >= 1);
      ALTER TABLE coaches ADD COLUMN version integer NOT NULL DEFAULT 1 CHECK (version >= 1),
        ADD COLUMN state text NOT NULL DEFAULT 'published' CHECK (state IN ('published', 'withdrawn'));

      CREATE TABLE creations (
        operator_id text NOT NULL,
        kind text NOT NULL,
        idempotency_key uuid NOT NULL,
        input_hash text NOT NULL,
        slug text NOT NULL,
        created_at timestamptz NOT NULL,
        PRIMARY KEY (operator_id, kind, idempotency_key)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE creations;
      ALTER TABLE coaches DROP COLUMN version, DROP COLUMN state;
      ALTER TABLE courses DROP COLUMN version;
      ALTER TABLE workshops DROP COLUMN version;
    `);
  }
}
