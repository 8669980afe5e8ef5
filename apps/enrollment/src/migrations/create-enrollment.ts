import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateEnrollment1763920000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE workshop_facts (
        workshop_id uuid PRIMARY KEY,
        slug text NOT NULL,
        title text NOT NULL,
        format text NOT NULL
      );

      CREATE TABLE sessions (
        id uuid PRIMARY KEY,
        workshop_id uuid NOT NULL,
        state text NOT NULL CHECK (state IN ('scheduled', 'called-off')),
        starts_at timestamptz NOT NULL,
        ends_at timestamptz NOT NULL,
        meetings jsonb NOT NULL,
        zone text NOT NULL,
        venue text,
        online_url text,
        coach_id uuid,
        capacity integer NOT NULL CHECK (capacity BETWEEN 1 AND 100000),
        held integer NOT NULL DEFAULT 0 CHECK (held >= 0),
        taken integer NOT NULL DEFAULT 0 CHECK (taken >= 0),
        price_amount integer NOT NULL CHECK (price_amount >= 0),
        price_currency text NOT NULL,
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT never_more_than_capacity CHECK (held + taken <= capacity),
        CHECK (ends_at > starts_at)
      );
      CREATE INDEX sessions_ahead ON sessions (starts_at) WHERE state = 'scheduled';

      CREATE TABLE people (
        person_id uuid PRIMARY KEY,
        email text NOT NULL,
        name text NOT NULL
      );

      CREATE TABLE enrollments (
        id uuid PRIMARY KEY,
        session_id uuid NOT NULL REFERENCES sessions (id),
        person_id uuid NOT NULL REFERENCES people (person_id),
        seats integer NOT NULL CHECK (seats BETWEEN 1 AND 10),
        state text NOT NULL CHECK (state IN ('held', 'closing', 'confirmed', 'expired', 'cancelled')),
        price_amount integer NOT NULL CHECK (price_amount >= 0),
        price_currency text NOT NULL,
        payable_until timestamptz,
        closing_reason text CHECK (closing_reason IN ('deadline', 'cancelled')),
        closing_since timestamptz,
        closing_reported_at timestamptz,
        order_id uuid,
        via uuid,
        epoch integer NOT NULL DEFAULT 1,
        version integer NOT NULL DEFAULT 1,
        placed_at timestamptz NOT NULL,
        idempotency_key text UNIQUE,
        input_hash text NOT NULL,
        CHECK ((state IN ('closing', 'expired')) <= (closing_reason IS NOT NULL)),
        CHECK ((state = 'held') <= (payable_until IS NOT NULL))
      );
      CREATE INDEX enrollments_of_session ON enrollments (session_id);
      CREATE INDEX unanswered_closings ON enrollments (closing_since) WHERE state = 'closing' AND closing_reported_at IS NULL;
      CREATE INDEX holds_by_deadline ON enrollments (payable_until) WHERE state = 'held';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE enrollments, people, sessions, workshop_facts');
  }
}
