import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Events carry the trace that they came from (W3C `traceparent`). */
export class TraceEventLog1764001000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE events ADD COLUMN traceparent text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE events DROP COLUMN traceparent');
  }
}
