import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The sending of a message belongs to the trace of what it answers. */
export class TraceMessages1764007000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE messages ADD COLUMN traceparent text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE messages DROP COLUMN traceparent');
  }
}
