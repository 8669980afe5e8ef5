import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Database, type Transaction } from '#libs/database';
import { checkInvariants } from '#libs/invariants';
import { expectInvariantsHold } from '../../../../test/support/invariants.js';
import { runEnrollment, type RunningEnrollment } from '../../../../test/support/run-enrollment.js';
import { enrollmentInvariants } from '../enrollment.invariants.js';
import { SessionRepository } from './session.repository.js';
import type { Session } from './session.js';

const CLIENTS = 200;
const SEATS = 10;
let service: RunningEnrollment;

beforeAll(async () => {
  // All 200 ask from one machine, twice within a minute.
  service = await runEnrollment({ rateFactor: 10 });
});

afterAll(async () => {
  await service.stop();
});

/** @returns how many answers of each status 200 clients got who asked for one seat each at the same time. */
async function rush(): Promise<{ sessionId: string; answers: Record<string, number> }> {
  const sessionId = await service.schedule(SEATS, 5_000);
  const codes = await Promise.all(
    Array.from({ length: CLIENTS }, async (_, nth) => {
      const person = { name: `Client ${nth}`, email: `client-${nth}@example.org` };
      const answer = await fetch(`${service.url}/v1/enrollments`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ sessionId, seats: 1, person }),
      });
      const { code, state } = (await answer.json()) as { code?: string; state?: string };
      return code ?? state ?? 'nothing';
    }),
  );
  const answers: Record<string, number> = {};
  for (const code of codes) answers[code] = (answers[code] ?? 0) + 1;
  return { sessionId, answers };
}

async function seatsSold(sessionId: string): Promise<number> {
  const [row] = await service.rows<{ sold: number }>(
    `SELECT coalesce(sum(seats), 0)::int AS sold FROM enrollment.enrollments
     WHERE session_id = $1 AND state IN ('held', 'closing', 'confirmed')`,
    [sessionId],
  );
  return row?.sold ?? 0;
}

describe('when 200 people want the last 10 seats at the same time', () => {
  it('then exactly 10 get one and everyone else is told that it is sold out', async () => {
    const { sessionId, answers } = await rush();
    expect(answers).toEqual({ held: SEATS, 'sold-out': CLIENTS - SEATS });
    expect(await seatsSold(sessionId)).toBe(SEATS);
    await service.time.settle();
    const checked = { database: service.get(Database), invariants: enrollmentInvariants };
    await expectInvariantsHold({ ...checked, now: service.clock.now() }, { atRest: true });
  });

  it('then without the guard more are sold than there are (negative control)', async () => {
    const sessions = service.get(SessionRepository);
    const guarded = sessions.takeSeats;
    await service.rows('ALTER TABLE enrollment.sessions DROP CONSTRAINT never_more_than_capacity');
    sessions.takeSeats = lookThenTake;
    try {
      const { sessionId } = await rush();
      expect(await seatsSold(sessionId)).toBeGreaterThan(SEATS);
      const options = { now: service.clock.now(), statementTimeoutMs: 10_000 };
      const findings = await checkInvariants(service.get(Database), enrollmentInvariants, options);
      expect(findings).toContainEqual(
        expect.objectContaining({ name: 'no-session-is-oversold', outcome: 'violated', count: 1 }),
      );
    } finally {
      sessions.takeSeats = guarded;
    }
  });
});

/** What a naive program does: looks whether seats are left, then takes them. */
async function lookThenTake(
  this: SessionRepository,
  transaction: Transaction,
  sessionId: string,
  seats: number,
): Promise<Session | undefined> {
  const session = await this.find(transaction, sessionId);
  if (session === undefined || session.held + session.taken + seats > session.capacity) return undefined;
  await transaction.query('UPDATE sessions SET held = held + $2 WHERE id = $1', [sessionId, seats]);
  return this.find(transaction, sessionId);
}
