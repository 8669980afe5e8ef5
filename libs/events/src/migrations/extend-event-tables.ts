import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Traces of facts, how long they wait for the relay, wishes for a replay, and events that nobody here knows yet. */
export class ExtendEventTables1764001000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE outbox
        ADD COLUMN traceparent text,
        ADD COLUMN recorded_at timestamptz NOT NULL DEFAULT clock_timestamp();
      ALTER TABLE dead_letters
        ADD COLUMN traceparent text,
        ADD COLUMN replay_wished_at timestamptz;
      CREATE INDEX dead_letters_to_replay ON dead_letters (consumer, topic, key) WHERE replay_wished_at IS NOT NULL;
      CREATE TABLE unknown_events (
        event_id uuid PRIMARY KEY,
        topic text NOT NULL,
        type text NOT NULL,
        first_at timestamptz NOT NULL DEFAULT clock_timestamp()
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE unknown_events;
      DROP INDEX dead_letters_to_replay;
      ALTER TABLE dead_letters DROP COLUMN traceparent, DROP COLUMN replay_wished_at;
      ALTER TABLE outbox DROP COLUMN traceparent, DROP COLUMN recorded_at;
    `);
  }
}
