import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/clock';
import { Refusal, type PersonInput } from '#libs/contracts';
import { Database, newId } from '#libs/database';
import { KeyRing } from '#libs/identity';
import { DescribePerson } from '../people/describe-person.js';
import { SessionRepository } from '../sessions/session.repository.js';
import { EnrollmentRepository } from './enrollment.repository.js';
import type { Enrollment } from './enrollment.js';
import { RecordEnrollment } from './record-enrollment.js';

export interface GiveSeatsInput {
  readonly sessionId: string;
  readonly seats: number;
  readonly person: PersonInput;
  /** Whoever gives the same gift again gives it once. */
  readonly giftId: string;
}

/** Seats that the foundation gives away, whatever they cost others: confirmed at once, for nothing. */
@Injectable()
export class GiveSeats {
  constructor(
    private readonly database: Database,
    private readonly sessions: SessionRepository,
    private readonly enrollments: EnrollmentRepository,
    private readonly describePerson: DescribePerson,
    private readonly recordEnrollment: RecordEnrollment,
    private readonly keys: KeyRing,
    private readonly clock: Clock,
  ) {}

  /** @throws Refusal `sold-out` also for a session that is over, called off or unknown. */
  async execute({ sessionId, seats, person, giftId }: GiveSeatsInput): Promise<Enrollment> {
    const wish = { key: giftId, inputHash: 'gift' };
    const now = this.clock.now();
    return this.database.transaction(async (transaction) => {
      const earlier = await this.enrollments.findByWish(transaction, giftId);
      if (earlier !== undefined) return earlier.enrollment;
      const personId = this.keys.personIdOf(person.email);
      await this.describePerson.execute(transaction, personId, person);
      const session = await this.sessions.takeSeats(transaction, sessionId, seats, 'taken', now);
      if (session === undefined)
        throw new Refusal('conflict', 'sold-out', 'There are not so many seats to give.');
      const enrollment: Enrollment = {
        id: newId(),
        sessionId,
        workshopId: session.workshopId,
        personId,
        seats,
        state: 'confirmed',
        price: { amount: 0, currency: session.price.currency },
        payableUntil: null,
        closingReason: null,
        orderId: null,
        via: null,
        epoch: 1,
        version: 1,
      };
      await this.recordEnrollment.execute(transaction, enrollment, { session, now, wish });
      return enrollment;
    });
  }
}
