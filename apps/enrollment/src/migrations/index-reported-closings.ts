import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Closings that payments has left unanswered are counted at each scrape; there are hardly any. */
export class IndexReportedClosings1764007000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX reported_closings ON enrollments (closing_reported_at)
        WHERE state = 'closing' AND closing_reported_at IS NOT NULL
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX reported_closings');
  }
}
