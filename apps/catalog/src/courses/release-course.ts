import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/clock';
import { courseReleased, Refusal } from '#libs/contracts';
import { Database, newId } from '#libs/database';
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
  async execute({ courseSlug, version, ...content }: CourseToRelease): Promise<string> {
    assertReleasable(content.files);
    return this.database.transaction(async (transaction) => {
      const course = await this.courses.findToPublish(transaction, courseSlug);
      if (course === undefined) {
        throw new Refusal('not-found', 'course-unknown', 'There is no course of this name.', [
          { pointer: '/courseSlug', detail: 'unknown' },
        ]);
      }
      const released = await this.courses.findRelease(transaction, course.id, version);
      if (released !== undefined) {
        assertSameRelease(released, content);
        return released.id;
      }
      const release: Release = {
        id: newId(),
        version,
        notes: content.notes,
        releasedAt: this.clock.now().toISOString(),
        files: content.files.map((file) => ({ fileId: newId(), ...file })),
      };
      await this.courses.insertRelease(transaction, course.id, release);
      await this.outbox.append(transaction, courseReleased, courseFactsOf({ ...course, release }));
      return release.id;
    });
  }
}
