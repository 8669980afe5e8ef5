import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What each service keeps in its own schema about operators: the keys that open it, their uses, and what they wrote. */
export class CreateOperatorTables1764005000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE api_key_facts (
        id uuid PRIMARY KEY,
        version integer NOT NULL,
        name text NOT NULL,
        hash text NOT NULL,
        scopes text[] NOT NULL,
        expires_at timestamptz,
        revoked_at timestamptz
      );
      CREATE TABLE api_key_uses (
        api_key_id uuid PRIMARY KEY,
        used_at timestamptz NOT NULL
      );
      CREATE TABLE audit_entries (
        id uuid PRIMARY KEY,
        at timestamptz NOT NULL,
        actor_id text NOT NULL,
        actor_name text NOT NULL,
        action text NOT NULL,
        kind text NOT NULL,
        object_id text NOT NULL,
        before jsonb,
        after jsonb,
        request_id text
      );
      CREATE INDEX audit_entries_of_object ON audit_entries (object_id, id);
      CREATE INDEX audit_entries_of_actor ON audit_entries (actor_id, id);
      CREATE FUNCTION refuse_to_change_audit_entries() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          RAISE EXCEPTION 'audit entries are only ever added' USING ERRCODE = 'restrict_violation';
        END
      $$;
      CREATE TRIGGER audit_entries_are_only_added BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entries
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_change_audit_entries();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE audit_entries, api_key_uses, api_key_facts;
      DROP FUNCTION refuse_to_change_audit_entries;
    `);
  }
}
