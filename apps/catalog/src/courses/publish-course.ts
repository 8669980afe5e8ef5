import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { coursePublished } from '#libs/contracts';
import { Database, newId } from '#libs/database';
import { Outbox } from '#libs/events';
import { AnnounceArticles } from '../articles/announce-articles.js';
import { courseFactsOf } from './course-facts.js';
import { assertPriced, type Course } from './course.js';
import { CourseRepository } from './course.repository.js';

export type CourseToPublish = Omit<Course, 'id' | 'state' | 'release'>;

/** Publishes a course, or what has changed of the one with this slug. The same again changes and tells nothing. */
@Injectable()
export class PublishCourse {
  constructor(
    private readonly database: Database,
    private readonly courses: CourseRepository,
    private readonly outbox: Outbox,
    private readonly articles: AnnounceArticles,
  ) {}

  /** @returns the course's id. @throws Refusal `price-invalid`. */
  async execute({ slug, title, summary, description, price }: CourseToPublish): Promise<string> {
    assertPriced(price);
    return this.database.transaction(async (transaction) => {
      const before = await this.courses.findToPublish(transaction, slug);
      const id = before?.id ?? newId();
      const release = before?.release ?? null;
      const course: Course = { id, slug, title, summary, description, price, state: 'published', release };
      if (isDeepStrictEqual(before, course)) return id;
      await this.courses.save(transaction, course);
      await this.outbox.append(transaction, coursePublished, courseFactsOf(course));
      if (before?.title !== title) await this.articles.announceLeadingTo(transaction, id);
      return id;
    });
  }
}
