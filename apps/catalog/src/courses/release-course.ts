import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/clock';
import { courseReleased, courseWithdrawn, Refusal } from '#libs/contracts';
import { Database, newId, type Transaction } from '#libs/database';
import { Outbox } from '#libs/events';
import { courseFactsOf } from './course-facts.js';
import { assertReleasable, assertSameRelease, type Release, type ReleaseContent } from './course.js';
import { CourseRepository } from './course.repository.js';

export interface CourseToRelease extends ReleaseContent {
  readonly courseSlug: string;
  readonly version: string;
}

/** Brings out a version of a course's files, which are in the file store already. The same again changes nothing. */
@Injectable()
export class ReleaseCourse {
  constructor(
    private readonly database: Database,
    private readonly courses: CourseRepository,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** @returns the release's id. @throws Refusal `release-invalid`, `course-unknown` or `release-final`. */
  async execute(wish: CourseToRelease): Promise<string> {
    const { release } = await this.database.transaction((transaction) => this.release(transaction, wish));
    return release.id;
  }

  /**
   * As `execute`, as a part of something more.
   * @returns the release, and whether it is new.
   */
  async release(
    transaction: Transaction,
    { courseSlug, version, ...content }: CourseToRelease,
  ): Promise<{ release: Release; isNew: boolean }> {
    assertReleasable(content.files);
    const course = await this.courses.findToPublish(transaction, courseSlug);
    if (course === undefined) {
      throw new Refusal('not-found', 'course-unknown', 'There is no course of this name.', [
        { pointer: '/courseSlug', detail: 'unknown' },
      ]);
    }
    const released = await this.courses.findRelease(transaction, course.id, version);
    if (released !== undefined) {
      assertSameRelease(released, content);
      return { release: released, isNew: false };
    }
    const release: Release = {
      id: newId(),
      version,
      notes: content.notes,
      releasedAt: this.clock.now().toISOString(),
      files: content.files.map((file) => ({ fileId: newId(), ...file })),
    };
    await this.courses.insertRelease(transaction, course.id, release);
    // Who has bought a withdrawn course gets its new files too; that it is withdrawn stays the last thing told of it.
    const fact = course.state === 'published' ? courseReleased : courseWithdrawn;
    await this.outbox.append(transaction, fact, courseFactsOf({ ...course, release }));
    return { release, isNew: true };
  }
}
