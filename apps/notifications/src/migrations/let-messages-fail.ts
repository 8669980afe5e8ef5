import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A real mail server refuses, and keeps one waiting: messages can fail, and be uncertain for a while. */
export class LetMessagesFail1764003000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE messages
        ADD COLUMN unanswered integer NOT NULL DEFAULT 0,
        DROP CONSTRAINT messages_state_check,
        DROP CONSTRAINT messages_check,
        ADD CONSTRAINT messages_state_check
          CHECK (state IN ('queued', 'submitting', 'uncertain', 'sent', 'skipped', 'failed')),
        ADD CONSTRAINT messages_due_check CHECK (
          CASE state
            WHEN 'queued' THEN due_at IS NOT NULL
            WHEN 'submitting' THEN due_at IS NOT NULL
            WHEN 'uncertain' THEN due_at IS NULL OR purpose = 'transactional'
            ELSE due_at IS NULL
          END
        )
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      UPDATE messages SET state = 'skipped' WHERE state = 'failed';
      UPDATE messages SET state = 'submitting' WHERE state = 'uncertain' AND due_at IS NOT NULL;
      ALTER TABLE messages
        DROP COLUMN unanswered,
        DROP CONSTRAINT messages_state_check,
        DROP CONSTRAINT messages_due_check,
        ADD CONSTRAINT messages_state_check
          CHECK (state IN ('queued', 'submitting', 'uncertain', 'sent', 'skipped')),
        ADD CONSTRAINT messages_check CHECK ((state IN ('queued', 'submitting')) = (due_at IS NOT NULL))
    `);
  }
}
