import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A withdrawn course is not sold any more; who has bought it keeps it. */
export class WithdrawCourses1764004000005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE course_facts ADD COLUMN state text NOT NULL DEFAULT 'published'
        CHECK (state IN ('published', 'withdrawn'))
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE course_facts DROP COLUMN state');
  }
}
