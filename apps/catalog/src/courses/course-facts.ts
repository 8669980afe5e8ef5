import type { z } from 'zod';
import type { courseReleased } from '#libs/contracts';
import type { Course } from './course.js';

/** The full state of a course, which every fact of its (compacted) topic carries. */
export function courseFactsOf(course: Course): z.input<(typeof courseReleased)['data']> {
  const { id: courseId, slug, title, price, release } = course;
  return {
    courseId,
    slug,
    title,
    price,
    release: release && { releaseId: release.id, version: release.version, files: [...release.files] },
  };
}
