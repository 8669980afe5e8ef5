import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Events carry the version of their schema, and the log knows how long it has had them. */
export class VersionEventLog1765000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE events
        ADD COLUMN schema_version integer NOT NULL DEFAULT 1,
        ADD COLUMN appended_at timestamptz NOT NULL DEFAULT clock_timestamp();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE events DROP COLUMN schema_version, DROP COLUMN appended_at');
  }
}
