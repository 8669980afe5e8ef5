import type { MigrationInterface, QueryRunner } from 'typeorm';

const SEARCHED: Readonly<Record<string, { a: string; b: string; d: string }>> = {
  articles: { a: 'title', b: 'summary', d: 'markdown' },
  workshops: { a: 'title', b: 'summary', d: 'description' },
  courses: { a: 'title', b: 'summary', d: 'description' },
  coaches: { a: 'name', b: `focus || ' ' || city`, d: 'bio' },
};

/**
 * Full text of what is published: English stems, blind to accents, with titles before summaries before texts. Words of
 * titles and summaries are there as a whole too: who has typed "morni" is on the way past the stem "morn". The
 * extension is a trusted one (its owner need not be a superuser, only be allowed to create in this database), and goes
 * into this schema unless the database has it already.
 */
export class SearchCatalog1764004000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE EXTENSION IF NOT EXISTS unaccent WITH SCHEMA ${await schemaOf(runner)};
      CREATE TEXT SEARCH CONFIGURATION reading (COPY = pg_catalog.english);
      CREATE TEXT SEARCH DICTIONARY whole_word (TEMPLATE = pg_catalog.simple, STOPWORDS = english);
      CREATE TEXT SEARCH CONFIGURATION reading_whole_words (COPY = pg_catalog.english);
    `);
    const [extension] = (await runner.query(
      `SELECT quote_ident(n.nspname) AS schema FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
       WHERE e.extname = 'unaccent'`,
    )) as { schema: string }[];
    await runner.query(`
      ALTER TEXT SEARCH CONFIGURATION reading ALTER MAPPING FOR hword, hword_part, word
        WITH ${extension?.schema ?? ''}.unaccent, pg_catalog.english_stem;
      ALTER TEXT SEARCH CONFIGURATION reading_whole_words
        ALTER MAPPING FOR asciihword, asciiword, hword, hword_asciipart, hword_part, word
        WITH ${extension?.schema ?? ''}.unaccent, whole_word
    `);
    for (const [table, { a, b, d }] of Object.entries(SEARCHED)) {
      await runner.query(`
        ALTER TABLE ${table} ADD COLUMN search tsvector NOT NULL GENERATED ALWAYS AS (
          setweight(to_tsvector('reading', normalize(${a})), 'A') ||
          setweight(to_tsvector('reading', normalize(${b})), 'B') ||
          setweight(to_tsvector('reading', normalize(${d})), 'D') ||
          setweight(to_tsvector('reading_whole_words', normalize(${a})), 'A') ||
          setweight(to_tsvector('reading_whole_words', normalize(${b})), 'B')
        ) STORED;
        CREATE INDEX ${table}_search ON ${table} USING gin (search) WHERE state = 'published';
      `);
    }
  }

  /** The extension stays: others may have come to use it. */
  async down(runner: QueryRunner): Promise<void> {
    for (const table of Object.keys(SEARCHED)) await runner.query(`ALTER TABLE ${table} DROP COLUMN search`);
    await runner.query(`
      DROP TEXT SEARCH CONFIGURATION reading, reading_whole_words;
      DROP TEXT SEARCH DICTIONARY whole_word;
    `);
  }
}

async function schemaOf(runner: QueryRunner): Promise<string> {
  const [row] = (await runner.query('SELECT quote_ident(current_schema()) AS schema')) as {
    schema: string;
  }[];
  return row?.schema ?? 'public';
}
