import { Body, Controller, Header, Post } from '@nestjs/common';
import { Pool } from 'pg';
import { z } from 'zod';
import { Clock } from '#libs/clock';
import { enrollmentHeld, enrollmentPersonDescribed, id, personInput, via } from '#libs/contracts';
import { newId, type Transaction } from '#libs/database';
import { Relay } from '#libs/events';
import { IdempotentWish, type Wish } from '#libs/http';
import { KeyRing } from '#libs/identity';
import { EnrollmentConfig } from '../../apps/enrollment/src/enrollment.config.js';
import { EnrollmentAnswers } from '../../apps/enrollment/src/enrollments/enrollment-answers.js';
import { enrollmentFactsOf } from '../../apps/enrollment/src/enrollments/enrollment-facts.js';
import type { Enrollment } from '../../apps/enrollment/src/enrollments/enrollment.js';
import { PlaceEnrollment } from '../../apps/enrollment/src/enrollments/place-enrollment/place-enrollment.handler.js';
import { SessionRepository } from '../../apps/enrollment/src/sessions/session.repository.js';

const wished = z.strictObject({
  sessionId: id,
  seats: z.int().min(1).max(10),
  person: personInput,
  via: via.optional(),
});
type Wished = z.output<typeof wished>;

/** As many as the service's own pool. */
const CONNECTIONS = 8;
const SESSION = `SELECT id, workshop_id AS "workshopId", price_amount AS amount, price_currency AS currency
  FROM sessions WHERE id = $1`;
const ROWS = `WITH person AS (
    INSERT INTO people (person_id, email, name) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING
  ), enrollment AS (
    INSERT INTO enrollments (id, session_id, person_id, seats, state, price_amount, price_currency, payable_until,
      placed_at, input_hash)
    VALUES ($4, $5, $1, $6, 'held', $7, $8, $9, $10, $11)
  )
  INSERT INTO outbox (id, topic, type, key, occurred_at, data)
  VALUES ($12, $13, $14, $1::uuid::text, $10, $15), ($16, $17, $18, $4::uuid::text, $10, $19)`;

/**
 * Two ways of writing what an enrollment writes without asking whether there is a seat, in the enrollment service itself:
 * so HTTP, validation, ids, signatures, the relay and everything else are the same.
 */
@Controller('ceiling')
export class EnrollmentCeiling {
  private readonly pool: Pool;
  private readonly unguarded: PlaceEnrollment;

  constructor(
    private readonly answers: EnrollmentAnswers,
    private readonly keys: KeyRing,
    private readonly relay: Relay,
    private readonly clock: Clock,
    config: EnrollmentConfig,
    placeEnrollment: PlaceEnrollment,
    sessions: SessionRepository,
  ) {
    const options = '-c search_path=enrollment';
    this.pool = new Pool({ connectionString: config.databaseUrl, max: CONNECTIONS, options });
    this.unguarded = withoutGuard(placeEnrollment, sessions);
  }

  /** The handler itself, in which nobody counts seats or holds. */
  @Post('unguarded')
  @Header('Cache-Control', 'no-store')
  async placeUnguarded(@Body({ schema: wished }) input: Wished, @IdempotentWish() wish: Wish) {
    const { enrollment } = await this.unguarded.execute({ ...input, network: null }, wish);
    return this.answers.full(enrollment);
  }

  /** The rows alone: what they say of the session is read, and then all are written by one prepared statement. */
  @Post('rows')
  @Header('Cache-Control', 'no-store')
  async writeRows(@Body({ schema: wished }) input: Wished, @IdempotentWish() wish: Wish) {
    const { person, seats } = input;
    const now = this.clock.now();
    const found = await this.pool.query<{ id: string; workshopId: string; amount: number; currency: string }>(
      {
        name: 'session',
        text: SESSION,
        values: [input.sessionId],
      },
    );
    const [session] = found.rows;
    if (session === undefined) throw new Error('There is no such session');
    const price = { amount: session.amount * seats, currency: session.currency };
    const payableUntil = new Date(now.getTime() + 15 * 60_000);
    const personId = this.keys.personIdOf(person.email);
    const enrollment: Enrollment = {
      id: newId(),
      sessionId: session.id,
      workshopId: session.workshopId,
      personId,
      seats,
      state: 'held',
      price,
      payableUntil,
      closingReason: null,
      orderId: null,
      via: null,
      epoch: 1,
      version: 1,
    };
    const described = enrollmentPersonDescribed.data.parse({ personId, ...person });
    const until = payableUntil.toISOString();
    const held = enrollmentHeld.data.parse({ ...enrollmentFactsOf(enrollment), price, payableUntil: until });
    await this.pool.query({
      name: 'rows',
      text: ROWS,
      // prettier-ignore
      values: [
        personId, person.email, person.name,
        enrollment.id, session.id, seats, price.amount, price.currency, payableUntil, now, wish.inputHash,
        newId(), enrollmentPersonDescribed.topic, enrollmentPersonDescribed.type, described,
        newId(), enrollmentHeld.topic, enrollmentHeld.type, held,
      ],
    });
    this.relay.nudge();
    return this.answers.full(enrollment);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pool.end();
  }
}

/** The same handler but for what guards a session: instead of taking its seats it is only read. */
function withoutGuard(placeEnrollment: PlaceEnrollment, sessions: SessionRepository): PlaceEnrollment {
  const unguardedSessions = Object.assign(Object.create(sessions) as SessionRepository, {
    takeSeats: (transaction: Transaction, sessionId: string) => sessions.find(transaction, sessionId),
  } satisfies Partial<SessionRepository>);
  return Object.assign(Object.create(placeEnrollment) as PlaceEnrollment, {
    sessions: unguardedSessions,
    limitHolds: { admit: async () => null },
  });
}
