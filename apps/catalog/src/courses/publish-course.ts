import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { Database, newId } from '#libs/database';
import type { Course } from './course.js';
import { WriteCourse } from './write-course.js';

export type CourseToPublish = Omit<Course, 'id' | 'state' | 'release' | 'version'>;

/** Publishes a course, or what has changed of the one with this slug. The same again changes and tells nothing. */
@Injectable()
export class PublishCourse {
  constructor(
    private readonly database: Database,
    private readonly writeCourse: WriteCourse,
  ) {}

  /** @returns the course's id. @throws Refusal `price-invalid`. */
  async execute({ slug, title, summary, description, price }: CourseToPublish): Promise<string> {
    return this.database.transaction(async (transaction) => {
      const before = await this.writeCourse.findToPublish(transaction, slug);
      const id = before?.id ?? newId();
      const release = before?.release ?? null;
      const version = before?.version ?? 0;
      const content = { title, summary, description, price };
      const course: Course = { id, slug, ...content, state: 'published', release, version };
      if (isDeepStrictEqual(before, course)) return id;
      await this.writeCourse.write(transaction, { ...course, version: version + 1 }, before);
      return id;
    });
  }
}
