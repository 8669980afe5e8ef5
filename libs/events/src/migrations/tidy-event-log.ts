import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The log says how many events of a topic it has forgotten, so that a missing one is found. The first of a topic are the
 * ones that go; whoever looks for the first passes over what is not vacuumed yet.
 */
export class TidyEventLog1765001000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE topics ADD COLUMN forgotten bigint NOT NULL DEFAULT 0;
      ALTER TABLE events SET (autovacuum_vacuum_threshold = 20000, autovacuum_vacuum_scale_factor = 0);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE events RESET (autovacuum_vacuum_threshold, autovacuum_vacuum_scale_factor);
      ALTER TABLE topics DROP COLUMN forgotten;
    `);
  }
}
