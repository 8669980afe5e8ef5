import { workshopPublished } from '#libs/contracts';
import { newId } from '#libs/database';
import type { HttpExposure } from '#libs/http';
import { EnrollmentModule } from '../../apps/enrollment/src/enrollment.module.js';
import { ScheduleSession } from '../../apps/enrollment/src/sessions/schedule-session.js';
import { runService, TEST_KEY, TEST_OPERATOR_KEY, type RunningService } from './run-service.js';

export interface RunningEnrollment extends RunningService {
  /** @param amount what a seat costs, in cents. @returns the session's id. */
  schedule(capacity: number, amount: number, startsAt?: string, endsAt?: string): Promise<string>;
}

/**
 * The enrollment service on the first of December 2026, knowing one workshop.
 * @param exposure by default limited as in production.
 */
export async function runEnrollment(exposure: HttpExposure = {}): Promise<RunningEnrollment> {
  const workshopId = newId();
  const service = await runService(
    (databaseUrl) =>
      EnrollmentModule.register({
        databaseUrl,
        publicUrl: 'http://ally.test',
        instanceKey: TEST_KEY,
        operatorKey: TEST_OPERATOR_KEY,
        organizer: { name: 'Wright', email: 'hello@ally.test' },
        holdMinutes: 15,
      }),
    new Date('2026-12-01T12:00:00Z'),
    exposure,
  );
  await service.hear(workshopPublished, { workshopId, slug: 'talk', title: 'Talk', format: 'in-person' });
  return {
    ...service,
    schedule: (
      capacity,
      amount,
      startsAt = '2026-12-20T18:00:00.000Z',
      endsAt = startsAt.replace('18:00', '20:00'),
    ) =>
      service.get(ScheduleSession).execute({
        workshopId,
        meetings: [{ startsAt, endsAt }],
        zone: 'America/Chicago',
        venue: 'Room 4',
        onlineUrl: null,
        coachId: null,
        capacity,
        price: { amount, currency: 'USD' },
      }),
  };
}
