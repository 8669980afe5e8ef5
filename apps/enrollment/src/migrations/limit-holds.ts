import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where a live hold was asked for, as a keyed hash of one day: gone as soon as the hold is. */
export class LimitHolds1764008000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE enrollments ADD COLUMN network_tag bytea,
        ADD CONSTRAINT network_known_of_live_holds_only CHECK (network_tag IS NULL OR state IN ('held', 'closing'));
      CREATE INDEX live_holds_of_person ON enrollments (session_id, person_id) WHERE state IN ('held', 'closing');
      CREATE INDEX live_holds_of_network ON enrollments (session_id, network_tag) WHERE network_tag IS NOT NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX live_holds_of_person;
      ALTER TABLE enrollments DROP COLUMN network_tag;
    `);
  }
}
