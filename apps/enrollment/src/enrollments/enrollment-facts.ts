import type { Enrollment } from './enrollment.js';

/** What every event of an enrollment says. */
export function enrollmentFactsOf(enrollment: Enrollment) {
  const { id, version, sessionId, workshopId, personId, seats, via, epoch } = enrollment;
  return { enrollmentId: id, version, sessionId, workshopId, personId, seats, via, epoch };
}
