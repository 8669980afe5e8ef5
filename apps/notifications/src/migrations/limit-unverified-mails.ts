import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which mails nobody has proven to have asked for, which addresses are proven, and subscriptions just asked for. */
export class LimitUnverifiedMails1764008000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE people ADD COLUMN proven_at timestamptz;
      UPDATE people p SET proven_at = c.at
        FROM (SELECT person_id, min(at) AS at FROM consents WHERE fact = 'confirmed' GROUP BY person_id) c
        WHERE c.person_id = p.person_id;

      ALTER TABLE messages ADD COLUMN unverified boolean NOT NULL DEFAULT false;
      CREATE INDEX unverified_mails ON messages (person_id, queued_at) WHERE unverified;

      -- A name and an address stand here until the next look, moments later.
      CREATE TABLE subscription_requests (
        id uuid PRIMARY KEY,
        input jsonb NOT NULL,
        due_at timestamptz NOT NULL
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE subscription_requests;
      ALTER TABLE messages DROP COLUMN unverified;
      ALTER TABLE people DROP COLUMN proven_at;
    `);
  }
}
