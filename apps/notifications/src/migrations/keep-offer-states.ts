import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Articles, workshops and courses are withdrawn: nobody is led to them any more. */
export class KeepOfferStates1764004000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of ['article_facts', 'workshop_facts', 'course_facts'])
      await runner.query(`
        ALTER TABLE ${table} ADD COLUMN state text NOT NULL DEFAULT 'published'
          CHECK (state IN ('published', 'withdrawn'))
      `);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['article_facts', 'workshop_facts', 'course_facts'])
      await runner.query(`ALTER TABLE ${table} DROP COLUMN state`);
  }
}
