import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/clock';
import { Refusal, type PersonInput } from '#libs/contracts';
import { Database, newId, type Transaction } from '#libs/database';
import { assertSameWish, type Wish } from '#libs/http';
import { KeyRing } from '#libs/identity';
import { EnrollmentConfig } from '../../enrollment.config.js';
import { LimitHolds } from '../../hold-limits/limit-holds.js';
import { DescribePerson } from '../../people/describe-person.js';
import { SessionRepository } from '../../sessions/session.repository.js';
import { seatsLeft, whyClosed, type Session } from '../../sessions/session.js';
import { EnrollmentRepository } from '../enrollment.repository.js';
import { stateWhenPlaced, type Enrollment } from '../enrollment.js';
import { RecordEnrollment } from '../record-enrollment.js';

export interface PlaceEnrollmentInput {
  readonly sessionId: string;
  readonly seats: number;
  readonly person: PersonInput;
  readonly via?: string | undefined;
  /** Where the client is, to keep seats for others (`routedBlockOf`); null when that is not known. */
  readonly network: string | null;
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
    private readonly limitHolds: LimitHolds,
    private readonly describePerson: DescribePerson,
    private readonly recordEnrollment: RecordEnrollment,
    private readonly clock: Clock,
    private readonly keys: KeyRing,
    private readonly config: EnrollmentConfig,
  ) {}

  /**
   * @throws Refusal `session-unknown`, `session-started`, `session-called-off`, `workshop-withdrawn`, `sold-out`,
   *   `price-changed`, `too-many-holds`, `idempotency-key-reused`.
   */
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
    // Most who come too late are told so without a lock and without a trace; who may be in time is asked again below.
    if (seatsLeft(offered) < input.seats) throw soldOut(input.seats);
    const { person, seats, network } = input;
    const personId = this.keys.personIdOf(person.email);
    await this.describePerson.execute(transaction, personId, person);
    const state = stateWhenPlaced(offered.price);
    const session = await this.sessions.takeSeats(
      transaction,
      offered.id,
      input.seats,
      state === 'held' ? 'held' : 'taken',
      now,
    );
    if (session === undefined) throw soldOut(input.seats);
    // Its price may have been changed while this looked: then what was decided by it is not true any more.
    if (stateWhenPlaced(session.price) !== state)
      throw new Refusal('conflict', 'price-changed', 'The price has just been changed. Please look again.');
    const networkTag =
      state === 'held'
        ? await this.limitHolds.admit(transaction, session, { personId, seats, network, now })
        : null;
    const enrollment: Enrollment = {
      id: newId(),
      sessionId: session.id,
      workshopId: session.workshopId,
      personId,
      seats,
      state,
      price: { amount: session.price.amount * seats, currency: session.price.currency },
      payableUntil: state === 'held' ? this.payableUntil(session, now) : null,
      closingReason: null,
      orderId: null,
      via: input.via ?? null,
      epoch: 1,
      version: 1,
    };
    await this.recordEnrollment.execute(transaction, enrollment, { session, now, wish, networkTag });
    return enrollment;
  }

  /** A seat cannot be paid for once its session has begun. */
  private payableUntil({ startsAt }: Session, now: Date): Date {
    const until = new Date(now.getTime() + this.config.holdMinutes * 60_000);
    return startsAt < until ? startsAt : until;
  }

  private async offeredSession(transaction: Transaction, sessionId: string, now: Date): Promise<Session> {
    const session = await this.sessions.findOffered(transaction, sessionId);
    if (session === undefined) {
      throw new Refusal('not-found', 'session-unknown', 'There is no such session.', [
        { pointer: '/sessionId', detail: 'unknown' },
      ]);
    }
    if (session.isWithdrawn) {
      throw new Refusal('conflict', 'workshop-withdrawn', 'This workshop is not offered any more.', [
        { pointer: '/sessionId', detail: 'withdrawn' },
      ]);
    }
    const closed = whyClosed(session, now);
    if (closed === undefined) return session;
    const detail =
      closed === 'started' ? 'This session has already begun.' : 'This session has been called off.';
    throw new Refusal('conflict', `session-${closed}`, detail, [{ pointer: '/sessionId', detail: closed }]);
  }
}

function soldOut(seats: number): Refusal {
  return new Refusal('conflict', 'sold-out', `There are not ${seats} seats left in this session.`, [
    { pointer: '/seats', detail: 'more than are left' },
  ]);
}
