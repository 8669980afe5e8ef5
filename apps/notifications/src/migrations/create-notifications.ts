import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateNotifications1763930000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE article_facts (id uuid PRIMARY KEY, data jsonb NOT NULL);
      CREATE TABLE workshop_facts (id uuid PRIMARY KEY, data jsonb NOT NULL);
      CREATE TABLE course_facts (id uuid PRIMARY KEY, data jsonb NOT NULL);
      CREATE TABLE session_facts (
        id uuid PRIMARY KEY,
        workshop_id uuid NOT NULL,
        starts_at timestamptz NOT NULL,
        data jsonb NOT NULL
      );
      CREATE INDEX sessions_of_workshop ON session_facts (workshop_id, starts_at);

      CREATE TABLE people (person_id uuid PRIMARY KEY, email text NOT NULL, name text);

      CREATE TABLE subscriptions (
        id uuid PRIMARY KEY,
        person_id uuid NOT NULL UNIQUE,
        state text NOT NULL CHECK (state IN ('requested', 'confirmed', 'ended')),
        topics text[] NOT NULL CHECK (cardinality(topics) > 0),
        reader_id uuid,
        via uuid,
        wanted jsonb,
        epoch integer NOT NULL DEFAULT 1,
        version integer NOT NULL DEFAULT 1
      );
      CREATE INDEX subscriptions_of_reader ON subscriptions (reader_id) WHERE state = 'confirmed';
      -- Proof of who agreed to what, when and where (GDPR, article 7): rows are only ever added.
      CREATE TABLE consents (
        id uuid PRIMARY KEY,
        person_id uuid NOT NULL,
        fact text NOT NULL CHECK (fact IN ('requested', 'confirmed', 'withdrawn')),
        topics text[] NOT NULL,
        source text NOT NULL,
        at timestamptz NOT NULL
      );
      CREATE INDEX consents_of_person ON consents (person_id);

      CREATE TABLE sign_ins (
        id uuid PRIMARY KEY,
        person_id uuid NOT NULL,
        expires_at timestamptz NOT NULL,
        tries integer NOT NULL DEFAULT 0 CHECK (tries <= 5),
        spent_at timestamptz
      );
      CREATE INDEX open_sign_ins ON sign_ins (person_id) WHERE spent_at IS NULL;

      CREATE TABLE reads (
        reader_id uuid NOT NULL,
        article_id uuid NOT NULL,
        at timestamptz NOT NULL,
        PRIMARY KEY (reader_id, article_id)
      );

      CREATE TABLE journeys (
        key text NOT NULL,
        version integer NOT NULL,
        definition jsonb NOT NULL,
        PRIMARY KEY (key, version)
      );
      CREATE TABLE runs (
        id uuid PRIMARY KEY,
        journey_key text NOT NULL,
        journey_version integer NOT NULL,
        person_id uuid NOT NULL,
        article_id uuid NOT NULL,
        state text NOT NULL CHECK (state IN ('waiting', 'completed', 'reached-goal', 'exited')),
        step integer NOT NULL,
        due_at timestamptz,
        waiting_for text,
        reason text,
        version integer NOT NULL DEFAULT 1,
        FOREIGN KEY (journey_key, journey_version) REFERENCES journeys (key, version),
        UNIQUE (journey_key, person_id, article_id),
        CHECK ((state = 'waiting') = (due_at IS NOT NULL))
      );
      CREATE UNIQUE INDEX one_run_at_a_time ON runs (journey_key, person_id) WHERE state = 'waiting';
      CREATE INDEX runs_by_due ON runs (due_at) WHERE state = 'waiting';

      CREATE TABLE messages (
        id uuid PRIMARY KEY,
        person_id uuid NOT NULL,
        template text NOT NULL,
        purpose text NOT NULL CHECK (purpose IN ('transactional', 'follow-up')),
        cause text NOT NULL,
        run_id uuid REFERENCES runs (id),
        content jsonb NOT NULL,
        state text NOT NULL CHECK (state IN ('queued', 'submitting', 'uncertain', 'sent', 'skipped')),
        reason text,
        due_at timestamptz,
        attempts integer NOT NULL DEFAULT 0,
        queued_at timestamptz NOT NULL,
        sent_at timestamptz,
        UNIQUE (cause, template),
        CHECK ((state IN ('queued', 'submitting')) = (due_at IS NOT NULL)),
        CHECK ((state = 'sent') = (sent_at IS NOT NULL))
      );
      CREATE INDEX messages_by_due ON messages (due_at) WHERE due_at IS NOT NULL;
      CREATE INDEX messages_of_person ON messages (person_id);

      CREATE TABLE mailbox (
        id uuid PRIMARY KEY,
        recipient text NOT NULL,
        subject text NOT NULL,
        mail jsonb NOT NULL,
        raw bytea NOT NULL,
        received_at timestamptz NOT NULL
      );

      CREATE TABLE funnel_entries (
        article_id uuid NOT NULL,
        stage text NOT NULL CHECK (stage IN ('read', 'subscription', 'enrollment', 'purchase')),
        subject uuid NOT NULL,
        at timestamptz NOT NULL,
        PRIMARY KEY (article_id, stage, subject)
      );
      -- One reads many articles, but subscribes, enrolls and buys because of one.
      CREATE UNIQUE INDEX one_article_each ON funnel_entries (stage, subject) WHERE stage <> 'read';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE funnel_entries, mailbox, messages, runs, journeys, reads, sign_ins, consents,
        subscriptions, people, session_facts, course_facts, workshop_facts, article_facts
    `);
  }
}
