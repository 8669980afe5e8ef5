import { Injectable } from '@nestjs/common';
import type { coursePublished, EventOf, Money, ReleaseFile } from '#libs/contracts';
import type { SqlRunner, Transaction } from '#libs/database';

/** What payments knows of a course, from the catalog. */
export interface CourseFacts {
  readonly courseId: string;
  readonly slug: string;
  readonly title: string;
  readonly price: Money;
  readonly release: CourseRelease | null;
  readonly state: CourseState;
}

/** A withdrawn course is not sold any more; who has bought it keeps it. */
export type CourseState = 'published' | 'withdrawn';

export interface CourseRelease {
  readonly releaseId: string;
  readonly version: string;
  readonly files: readonly ReleaseFile[];
}

@Injectable()
export class CourseFactsRepository {
  /** Facts of one course arrive in order and tell everything, so the newest replaces what was known. */
  async replace(
    transaction: Transaction,
    course: EventOf<typeof coursePublished>['data'],
    state: CourseState,
  ): Promise<void> {
    const { courseId, slug, title, price, release } = course;
    await transaction.query(
      `INSERT INTO course_facts (course_id, slug, title, price_amount, currency, release, state)
       VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (course_id) DO UPDATE
         SET slug = $2, title = $3, price_amount = $4, currency = $5, release = $6, state = $7`,
      [courseId, slug, title, price.amount, price.currency, release, state],
    );
  }

  async find(runner: SqlRunner, courseIds: readonly string[]): Promise<Map<string, CourseFacts>> {
    const courses = await runner.query<CourseFacts>(
      `SELECT course_id AS "courseId", slug, title, release, state,
         jsonb_build_object('amount', price_amount, 'currency', currency) AS price
       FROM course_facts WHERE course_id = ANY ($1::uuid[])`,
      [courseIds],
    );
    return new Map(courses.map((course) => [course.courseId, course]));
  }
}
