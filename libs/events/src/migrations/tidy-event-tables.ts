import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Has autovacuum come by the number of rows that are gone, not by a share of the table: the outbox is empty most of the
 * time, and after a backlog of a million facts a fifth of that would have to be dead first; of an inbox with millions
 * of rows a day's worth is forgotten at a time.
 */
export class TidyEventTables1765001000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE outbox SET (
        autovacuum_vacuum_threshold = 2000, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_cost_delay = 0);
      ALTER TABLE inbox SET (autovacuum_vacuum_threshold = 20000, autovacuum_vacuum_scale_factor = 0);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE inbox RESET (autovacuum_vacuum_threshold, autovacuum_vacuum_scale_factor);
      ALTER TABLE outbox RESET (
        autovacuum_vacuum_threshold, autovacuum_vacuum_scale_factor, autovacuum_vacuum_cost_delay);
    `);
  }
}
