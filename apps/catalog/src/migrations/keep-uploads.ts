import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Files that operators bring, one row per attempt: `arriving` before the first byte is stored, then `kept`, `released`
 * once a release has it for good, or `removing` before its bytes are removed. `due_at` is when the sweep looks at it.
 */
export class KeepUploads1764004000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE uploads (
        storage_key text PRIMARY KEY,
        id uuid NOT NULL,
        state text NOT NULL CHECK (state IN ('arriving', 'kept', 'released', 'removing')),
        media_type text NOT NULL,
        size bigint CHECK (size > 0),
        sha256 text CHECK (sha256 ~ '^[0-9a-f]{64}$'),
        due_at timestamptz,
        CHECK ((state IN ('kept', 'released')) <= (size IS NOT NULL AND sha256 IS NOT NULL)),
        CHECK ((due_at IS NULL) = (state = 'released'))
      );
      CREATE UNIQUE INDEX one_upload_per_id ON uploads (id) WHERE state IN ('kept', 'released');
      CREATE INDEX uploads_due ON uploads (due_at) WHERE due_at IS NOT NULL;
      CREATE INDEX releases_newest_first ON releases (course_id, released_at DESC, id DESC);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE uploads; DROP INDEX releases_newest_first');
  }
}
