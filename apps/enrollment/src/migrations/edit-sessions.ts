import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Operators schedule and change sessions. An edition grows with their changes alone: a version grows with every seat
 * too, and an editor would never catch it standing still. And workshops are withdrawn.
 */
export class EditSessions1764004000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE sessions ADD COLUMN edition integer NOT NULL DEFAULT 1 CHECK (edition >= 1);
      ALTER TABLE workshop_facts ADD COLUMN state text NOT NULL DEFAULT 'published'
        CHECK (state IN ('published', 'withdrawn'));
      CREATE TABLE session_wishes (
        operator_id text NOT NULL,
        idempotency_key uuid NOT NULL,
        input_hash text NOT NULL,
        session_id uuid NOT NULL,
        created_at timestamptz NOT NULL,
        PRIMARY KEY (operator_id, idempotency_key)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE session_wishes;
      ALTER TABLE workshop_facts DROP COLUMN state;
      ALTER TABLE sessions DROP COLUMN edition;
    `);
  }
}
