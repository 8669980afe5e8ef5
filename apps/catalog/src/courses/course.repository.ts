import { Injectable } from '@nestjs/common';
import type { SqlRunner, Transaction } from '#libs/database';
import type { PageQuery } from '#libs/http';
import { lockSlug } from '../slugs/slug.repository.js';
import type { Course, Release } from './course.js';

const HEADLINE = `c.id, c.slug, c.title, c.summary,
  json_build_object('amount', c.price_amount, 'currency', c.price_currency) AS price`;

const RELEASE = `json_build_object(
    'id', r.id,
    'version', r.version,
    'notes', r.notes,
    'releasedAt', to_char(r.released_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'files', (
      SELECT json_agg(
        json_build_object('fileId', f.id, 'name', f.name, 'mediaType', f.media_type, 'size', f.size,
          'sha256', f.sha256, 'storageKey', f.storage_key) ORDER BY f.position
      )
      FROM release_files f WHERE f.release_id = r.id
    )
  ) AS release`;

/** A course as a list shows it. */
export type CourseHeadline = Omit<Course, 'description' | 'state' | 'release' | 'version'>;

@Injectable()
export class CourseRepository {
  /** Published courses, in the order in which they were first published. */
  async list(runner: SqlRunner, { limit, after }: PageQuery): Promise<CourseHeadline[]> {
    return runner.query<CourseHeadline>(
      `SELECT ${HEADLINE} FROM courses c
       WHERE c.state = 'published' AND ($1::uuid IS NULL OR c.id > $1) ORDER BY c.id LIMIT $2`,
      [after ?? null, limit + 1],
    );
  }

  async find(runner: SqlRunner, slug: string): Promise<Course | undefined> {
    const [row] = await runner.query<Course>(
      `SELECT ${HEADLINE}, c.description, c.state, c.version, newest.release
       FROM courses c
       LEFT JOIN LATERAL (
         SELECT ${RELEASE} FROM releases r WHERE r.course_id = c.id ORDER BY r.released_at DESC, r.id DESC LIMIT 1
       ) newest ON true
       WHERE c.slug = $1`,
      [slug],
    );
    return row;
  }

  /** As `find`, and nobody else publishes or releases this course until the transaction ends. */
  async findToPublish(transaction: Transaction, slug: string): Promise<Course | undefined> {
    await lockSlug(transaction, 'course', slug);
    return this.find(transaction, slug);
  }

  /** Everything but the release, which has a row of its own. */
  async save(transaction: Transaction, course: Course): Promise<void> {
    const { id, slug, title, summary, description, price, state, version } = course;
    await transaction.query(
      `INSERT INTO courses (id, slug, title, summary, description, price_amount, price_currency, state,
         version)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
       ON CONFLICT (id) DO UPDATE SET title = excluded.title, summary = excluded.summary,
         description = excluded.description, price_amount = excluded.price_amount,
         price_currency = excluded.price_currency, state = excluded.state,
         version = excluded.version`,
      [id, slug, title, summary, description, price.amount, price.currency, state, version],
    );
  }

  async findRelease(runner: SqlRunner, courseId: string, version: string): Promise<Release | undefined> {
    const [row] = await runner.query<{ release: Release }>(
      `SELECT ${RELEASE} FROM releases r WHERE r.course_id = $1 AND r.version = $2`,
      [courseId, version],
    );
    return row?.release;
  }

  /** All releases of a course, the newest first. */
  async listReleases(runner: SqlRunner, courseId: string, { limit, after }: PageQuery): Promise<Release[]> {
    const rows = await runner.query<{ release: Release }>(
      `SELECT ${RELEASE} FROM releases r
       WHERE r.course_id = $1 AND ($2::uuid IS NULL OR (r.released_at, r.id)
         < (SELECT last.released_at, last.id FROM releases last WHERE last.id = $2))
       ORDER BY r.released_at DESC, r.id DESC LIMIT $3`,
      [courseId, after ?? null, limit + 1],
    );
    return rows.map(({ release }) => release);
  }

  /** A course with a new release is a new version of the course. */
  async insertRelease(transaction: Transaction, courseId: string, release: Release): Promise<void> {
    const { id, version, notes, releasedAt, files } = release;
    await transaction.query(
      'INSERT INTO releases (id, course_id, version, notes, released_at) VALUES ($1, $2, $3, $4, $5)',
      [id, courseId, version, notes, releasedAt],
    );
    await transaction.query('UPDATE courses SET version = version + 1 WHERE id = $1', [courseId]);
    await transaction.query(
      `INSERT INTO release_files (id, release_id, position, name, media_type, size, sha256, storage_key)
       SELECT f.id, $1, f.position, f.name, f.media_type, f.size, f.sha256, f.storage_key
       FROM unnest($2::uuid[], $3::text[], $4::text[], $5::bigint[], $6::text[], $7::text[])
         WITH ORDINALITY AS f (id, name, media_type, size, sha256, storage_key, position)`,
      [
        id,
        files.map((file) => file.fileId),
        files.map((file) => file.name),
        files.map((file) => file.mediaType),
        files.map((file) => file.size),
        files.map((file) => file.sha256),
        files.map((file) => file.storageKey),
      ],
    );
  }
}
