import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The event log's own schema: `offset` is dense per topic, so that a reader's `offset >= cursor` misses nothing. */
export class CreateEventLog1763900000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE topics (
        name text PRIMARY KEY,
        next_offset bigint NOT NULL DEFAULT 0
      );
      CREATE TABLE events (
        topic text NOT NULL REFERENCES topics (name),
        "offset" bigint NOT NULL,
        id uuid NOT NULL UNIQUE,
        type text NOT NULL,
        key text NOT NULL,
        occurred_at timestamptz NOT NULL,
        data jsonb NOT NULL,
        PRIMARY KEY (topic, "offset")
      );
      CREATE TABLE consumer_groups (name text PRIMARY KEY);
      CREATE TABLE cursors (
        group_name text NOT NULL REFERENCES consumer_groups (name),
        topic text NOT NULL,
        next_offset bigint NOT NULL DEFAULT 0,
        PRIMARY KEY (group_name, topic)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE cursors, consumer_groups, events, topics');
  }
}
