import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Facts say in which version of their schema they were written; the inbox says what its events were about, so that it can
 * forget those that nobody can deliver again. Rows from before do not know, and stay.
 */
export class VersionEventTables1765000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE outbox ADD COLUMN schema_version integer NOT NULL DEFAULT 1;
      ALTER TABLE dead_letters ADD COLUMN schema_version integer NOT NULL DEFAULT 1;
      ALTER TABLE inbox ADD COLUMN topic text, ADD COLUMN key text;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE outbox DROP COLUMN schema_version;
      ALTER TABLE dead_letters DROP COLUMN schema_version;
      ALTER TABLE inbox DROP COLUMN topic, DROP COLUMN key;
    `);
  }
}
