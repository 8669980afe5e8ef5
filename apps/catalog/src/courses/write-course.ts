import { Injectable } from '@nestjs/common';
import { coursePublished, courseWithdrawn } from '#libs/contracts';
import type { Transaction } from '#libs/database';
import { Outbox } from '#libs/events';
import { AnnounceArticles } from '../articles/announce-articles.js';
import type { Editable } from '../editing/edit-offering.js';
import { courseFactsOf } from './course-facts.js';
import { assertPriced, type Course } from './course.js';
import { CourseRepository } from './course.repository.js';

/** How a course is kept and told; its releases are brought out by `ReleaseCourse`. */
@Injectable()
export class WriteCourse implements Editable<Course> {
  readonly noun = 'course';

  constructor(
    private readonly courses: CourseRepository,
    private readonly outbox: Outbox,
    private readonly articles: AnnounceArticles,
  ) {}

  async findToPublish(transaction: Transaction, slug: string): Promise<Course | undefined> {
    return this.courses.findToPublish(transaction, slug);
  }

  /** @throws Refusal `price-invalid`. */
  async write(transaction: Transaction, course: Course, before: Course | undefined): Promise<void> {
    assertPriced(course.price);
    await this.courses.save(transaction, course);
    const fact = course.state === 'published' ? coursePublished : courseWithdrawn;
    await this.outbox.append(transaction, fact, courseFactsOf(course));
    if (before?.title !== course.title || before.state !== course.state)
      await this.articles.announceLeadingTo(transaction, course.id);
  }
}
