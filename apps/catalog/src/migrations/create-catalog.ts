import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateCatalog1763910000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE workshops (
        id uuid PRIMARY KEY,
        slug text NOT NULL UNIQUE,
        title text NOT NULL,
        summary text NOT NULL,
        description text NOT NULL,
        format text NOT NULL CHECK (format IN ('in-person', 'online', 'one-on-one')),
        state text NOT NULL CHECK (state IN ('published', 'withdrawn'))
      );

      CREATE TABLE courses (
        id uuid PRIMARY KEY,
        slug text NOT NULL UNIQUE,
        title text NOT NULL,
        summary text NOT NULL,
        description text NOT NULL,
        price_amount integer NOT NULL CHECK (price_amount > 0),
        price_currency text NOT NULL CHECK (price_currency ~ '^[A-Z]{3}$'),
        state text NOT NULL CHECK (state IN ('published', 'withdrawn'))
      );

      CREATE TABLE releases (
        id uuid PRIMARY KEY,
        course_id uuid NOT NULL REFERENCES courses (id),
        version text NOT NULL CHECK (version <> ''),
        notes text NOT NULL,
        released_at timestamptz NOT NULL,
        UNIQUE (course_id, version)
      );
      CREATE TABLE release_files (
        id uuid PRIMARY KEY,
        release_id uuid NOT NULL REFERENCES releases (id),
        position integer NOT NULL CHECK (position >= 1),
        name text NOT NULL CHECK (name <> ''),
        media_type text NOT NULL,
        size bigint NOT NULL CHECK (size > 0),
        sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
        storage_key text NOT NULL CHECK (storage_key <> ''),
        UNIQUE (release_id, position),
        UNIQUE (release_id, name)
      );
      CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          RAISE EXCEPTION 'A release never changes: rows of % are final', TG_TABLE_NAME;
        END
      $$;
      CREATE TRIGGER releases_are_final BEFORE UPDATE OR DELETE ON releases
        FOR EACH ROW EXECUTE FUNCTION refuse_change();
      CREATE TRIGGER release_files_are_final BEFORE UPDATE OR DELETE ON release_files
        FOR EACH ROW EXECUTE FUNCTION refuse_change();

      CREATE TABLE articles (
        id uuid PRIMARY KEY,
        slug text NOT NULL UNIQUE,
        title text NOT NULL,
        summary text NOT NULL,
        author text NOT NULL,
        published_on date NOT NULL,
        markdown text NOT NULL,
        state text NOT NULL CHECK (state IN ('published', 'withdrawn')),
        version integer NOT NULL CHECK (version >= 1)
      );
      CREATE INDEX articles_newest_first ON articles (published_on DESC, id DESC) WHERE state = 'published';
      CREATE TABLE article_next_steps (
        article_id uuid NOT NULL REFERENCES articles (id),
        position integer NOT NULL CHECK (position >= 1),
        workshop_id uuid REFERENCES workshops (id),
        course_id uuid REFERENCES courses (id),
        PRIMARY KEY (article_id, position),
        UNIQUE (article_id, workshop_id),
        UNIQUE (article_id, course_id),
        CHECK (num_nonnulls(workshop_id, course_id) = 1)
      );

      CREATE TABLE coaches (
        id uuid PRIMARY KEY,
        slug text NOT NULL UNIQUE,
        name text NOT NULL,
        focus text NOT NULL CHECK (focus IN ('executive', 'personal', 'life')),
        city text NOT NULL,
        bio text NOT NULL
      );

      CREATE TABLE reads (
        id uuid PRIMARY KEY,
        article_id uuid NOT NULL REFERENCES articles (id),
        reader_id uuid NOT NULL,
        day date NOT NULL,
        seconds integer NOT NULL CHECK (seconds BETWEEN 0 AND 14400),
        depth integer NOT NULL CHECK (depth BETWEEN 0 AND 100),
        via uuid,
        UNIQUE (article_id, reader_id, day)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE reads, coaches, article_next_steps, articles, release_files, releases, courses, workshops;
      DROP FUNCTION refuse_change;
    `);
  }
}
