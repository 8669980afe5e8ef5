import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/clock';
import {
  enrollmentConfirmed,
  enrollmentHeld,
  enrollmentPersonDescribed,
  Refusal,
  sessionFilled,
  type PersonInput,
} from '#libs/contracts';
import { Database, newId, type Transaction } from '#libs/database';
import { Outbox } from '#libs/events';
import { assertSameWish, type Wish } from '#libs/http';
import { KeyRing } from '#libs/identity';
import { DueWork } from '#libs/jobs';
import { EnrollmentConfig } from '../../enrollment.config.js';
import { CLOSE_DUE_HOLDS } from '../../holds/close-due-holds.js';
import { PersonRepository } from '../../people/person.repository.js';
import { sessionFactsOf } from '../../sessions/session-facts.js';
import { SessionRepository } from '../../sessions/session.repository.js';
import { seatsLeft, whyClosed, type Session } from '../../sessions/session.js';
import { enrollmentFactsOf } from '../enrollment-facts.js';
import { EnrollmentRepository } from '../enrollment.repository.js';
import { stateWhenPlaced, type Enrollment } from '../enrollment.js';

export interface PlaceEnrollmentInput {
  readonly sessionId: string;
  readonly seats: number;
  readonly person: PersonInput;
  readonly via?: string | undefined;
}

export interface PlacedEnrollment {
  readonly enrollment: Enrollment;
  /** True when an earlier request with the same key had placed it. */
  readonly replayed: boolean;
}

/** Takes seats for a person: confirmed at once when they are free, held until `payableUntil` when they have a price. */
@Injectable()
export class PlaceEnrollment {
  constructor(
    private readonly database: Database,
    private readonly sessions: SessionRepository,
    private readonly enrollments: EnrollmentRepository,
    private readonly people: PersonRepository,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly keys: KeyRing,
    private readonly dueWork: DueWork,
    private readonly config: EnrollmentConfig,
  ) {}

  /** @throws Refusal `session-unknown`, `session-started`, `session-called-off`, `sold-out`, `idempotency-key-reused`. */
  async execute(input: PlaceEnrollmentInput, wish: Wish): Promise<PlacedEnrollment> {
    return this.database.transaction(async (transaction) => {
      const earlier =
        wish.key === null ? undefined : await this.enrollments.findByWish(transaction, wish.key);
      if (earlier !== undefined) {
        assertSameWish(wish, earlier.inputHash);
        return { enrollment: earlier.enrollment, replayed: true };
      }
      return { enrollment: await this.place(transaction, input, wish), replayed: false };
    });
  }

  private async place(
    transaction: Transaction,
    input: PlaceEnrollmentInput,
    wish: Wish,
  ): Promise<Enrollment> {
    const now = this.clock.now();
    const offered = await this.offeredSession(transaction, input.sessionId, now);
    const state = stateWhenPlaced(offered.price);
    const session = await this.sessions.takeSeats(
      transaction,
      offered.id,
      input.seats,
      state === 'held' ? 'held' : 'taken',
      now,
    );
    if (session === undefined) {
      throw new Refusal('conflict', 'sold-out', `There are not ${input.seats} seats left in this session.`, [
        { pointer: '/seats', detail: 'more than are left' },
      ]);
    }
    const enrollment: Enrollment = {
      id: newId(),
      sessionId: session.id,
      workshopId: session.workshopId,
      personId: this.keys.personIdOf(input.person.email),
      seats: input.seats,
      state,
      price: { amount: session.price.amount * input.seats, currency: session.price.currency },
      payableUntil: state === 'held' ? new Date(now.getTime() + this.config.holdMinutes * 60_000) : null,
      closingReason: null,
      orderId: null,
      via: input.via ?? null,
      epoch: 1,
      version: 1,
    };
    if (await this.people.describe(transaction, enrollment.personId, input.person)) {
      const { email, name } = input.person;
      await this.outbox.append(transaction, enrollmentPersonDescribed, {
        personId: enrollment.personId,
        email,
        name,
      });
    }
    await this.enrollments.insert(transaction, enrollment, now, wish);
    await this.announce(transaction, enrollment, session);
    return enrollment;
  }

  private async offeredSession(transaction: Transaction, sessionId: string, now: Date): Promise<Session> {
    const session = await this.sessions.find(transaction, sessionId);
    if (session === undefined) {
      throw new Refusal('not-found', 'session-unknown', 'There is no such session.', [
        { pointer: '/sessionId', detail: 'unknown' },
      ]);
    }
    const closed = whyClosed(session, now);
    if (closed === undefined) return session;
    const detail =
      closed === 'started' ? 'This session has already begun.' : 'This session has been called off.';
    throw new Refusal('conflict', `session-${closed}`, detail, [{ pointer: '/sessionId', detail: closed }]);
  }

  private async announce(transaction: Transaction, enrollment: Enrollment, session: Session): Promise<void> {
    const { price, payableUntil } = enrollment;
    const facts = enrollmentFactsOf(enrollment);
    if (payableUntil === null) {
      await this.outbox.append(transaction, enrollmentConfirmed, { ...facts, price, orderId: null });
    } else {
      const until = payableUntil.toISOString();
      await this.outbox.append(transaction, enrollmentHeld, { ...facts, price, payableUntil: until });
      transaction.onCommit(() => this.dueWork.wake(CLOSE_DUE_HOLDS, payableUntil));
    }
    if (seatsLeft(session) === 0)
      await this.outbox.append(transaction, sessionFilled, sessionFactsOf(session));
  }
}
