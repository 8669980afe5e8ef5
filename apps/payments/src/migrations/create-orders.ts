import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Orders, what was tried and paid on them, and what has to be asked of the provider. */
export class CreateOrders1763910000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE people (
        person_id uuid PRIMARY KEY,
        email text NOT NULL,
        name text NOT NULL
      );
      CREATE TABLE course_facts (
        course_id uuid PRIMARY KEY,
        slug text NOT NULL,
        title text NOT NULL,
        price_amount integer NOT NULL,
        currency text NOT NULL,
        release jsonb
      );
      CREATE TABLE orders (
        id uuid PRIMARY KEY,
        version integer NOT NULL,
        state text NOT NULL CHECK (state IN ('open', 'paid', 'abandoned')),
        person_id uuid NOT NULL,
        enrollment_id uuid UNIQUE,
        total_amount integer NOT NULL CHECK (total_amount >= 0),
        currency text NOT NULL,
        via uuid,
        epoch integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL,
        payable_until timestamptz NOT NULL,
        closing_reason text CHECK (closing_reason IN ('deadline', 'cancelled')),
        session_id text UNIQUE,
        pay_url text,
        ask_at timestamptz,
        asks integer NOT NULL DEFAULT 0,
        paid_at timestamptz,
        captured_amount bigint NOT NULL DEFAULT 0,
        refunded_amount bigint NOT NULL DEFAULT 0,
        CONSTRAINT refunds_what_was_captured CHECK (refunded_amount BETWEEN 0 AND captured_amount),
        CONSTRAINT paid_with_money CHECK (state <> 'paid' OR (paid_at IS NOT NULL AND captured_amount >= total_amount)),
        CONSTRAINT session_with_address CHECK ((session_id IS NULL) = (pay_url IS NULL))
      );
      CREATE INDEX orders_to_ask_for ON orders (ask_at) WHERE state = 'open' AND ask_at IS NOT NULL;
      CREATE INDEX orders_to_close ON orders (payable_until)
        WHERE state = 'open' AND enrollment_id IS NULL AND closing_reason IS NULL;
      CREATE TABLE order_lines (
        order_id uuid NOT NULL REFERENCES orders,
        position integer NOT NULL,
        kind text NOT NULL CHECK (kind IN ('seat', 'course')),
        item_id uuid NOT NULL,
        description text NOT NULL,
        quantity integer NOT NULL CHECK (quantity >= 1),
        unit_amount integer NOT NULL CHECK (unit_amount >= 0),
        PRIMARY KEY (order_id, position)
      );
      CREATE TABLE checkout_wishes (
        idempotency_key uuid PRIMARY KEY,
        input_hash text NOT NULL,
        order_id uuid NOT NULL REFERENCES orders DEFERRABLE INITIALLY DEFERRED,
        opened_order boolean NOT NULL
      );
      CREATE TABLE attempts (
        id uuid PRIMARY KEY,
        order_id uuid NOT NULL REFERENCES orders,
        provider text NOT NULL,
        reference text NOT NULL,
        state text NOT NULL CHECK (state IN ('declined', 'captured')),
        amount integer,
        currency text,
        pays boolean NOT NULL DEFAULT false,
        recorded_at timestamptz NOT NULL,
        UNIQUE (provider, reference),
        CHECK ((state = 'captured') = (amount IS NOT NULL AND currency IS NOT NULL)),
        CHECK (state = 'captured' OR NOT pays)
      );
      CREATE UNIQUE INDEX one_capture_pays_an_order ON attempts (order_id) WHERE pays;
      CREATE TABLE refunds (
        id uuid PRIMARY KEY,
        order_id uuid NOT NULL REFERENCES orders,
        attempt_id uuid NOT NULL UNIQUE REFERENCES attempts,
        reason text NOT NULL CHECK (reason IN ('late-capture', 'second-capture', 'wrong-amount')),
        state text NOT NULL CHECK (state IN ('due', 'settled')),
        provider_refund_id text UNIQUE,
        CHECK ((state = 'settled') = (provider_refund_id IS NOT NULL))
      );
      CREATE TABLE provider_calls (
        id uuid PRIMARY KEY,
        order_id uuid NOT NULL REFERENCES orders,
        refund_id uuid REFERENCES refunds,
        kind text NOT NULL CHECK (kind IN ('open-session', 'close-session', 'refund')),
        idempotency_key text NOT NULL UNIQUE,
        state text NOT NULL CHECK (state IN ('due', 'settled', 'refused')),
        due_at timestamptz NOT NULL,
        lease_until timestamptz NOT NULL,
        attempts integer NOT NULL,
        last_error text,
        CHECK ((kind = 'refund') = (refund_id IS NOT NULL))
      );
      CREATE INDEX provider_calls_due ON provider_calls (due_at) WHERE state = 'due';
      CREATE TABLE provider_events (
        id uuid PRIMARY KEY,
        provider text NOT NULL,
        event_id text NOT NULL,
        order_id uuid NOT NULL,
        outcome jsonb NOT NULL,
        received_at timestamptz NOT NULL,
        state text NOT NULL CHECK (state IN ('received', 'unmatched', 'given-up', 'applied')),
        due_at timestamptz NOT NULL,
        attempts integer NOT NULL DEFAULT 0,
        last_error text,
        UNIQUE (provider, event_id)
      );
      CREATE INDEX provider_events_due ON provider_events (due_at) WHERE state IN ('received', 'unmatched');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `DROP TABLE provider_events, provider_calls, refunds, attempts, checkout_wishes, order_lines, orders, course_facts, people`,
    );
  }
}
