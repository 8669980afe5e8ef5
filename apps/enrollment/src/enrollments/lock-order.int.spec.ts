import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Database, newId, type Transaction } from '#libs/database';
import { runEnrollment, type RunningEnrollment } from '../../../../test/support/run-enrollment.js';
import { until } from '../../../../test/support/until.js';
import { SessionRepository } from '../sessions/session.repository.js';
import { EnrollmentRepository } from './enrollment.repository.js';
import { GiveSeats } from './give-seats.js';

const DEADLOCK_DETECTED = '40P01';
let service: RunningEnrollment;

beforeAll(async () => {
  service = await runEnrollment();
});

afterAll(async () => {
  await service.stop();
});

async function enrollIn(sessionId: string): Promise<string> {
  const person = { name: 'Ada', email: 'ada@example.org' };
  const gift = { sessionId, seats: 1, person, giftId: newId() };
  return (await service.get(GiveSeats).execute(gift)).id;
}

async function someoneWaitsForALock(): Promise<boolean> {
  const waiting = await service.rows(
    'SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND cardinality(pg_blocking_pids(pid)) > 0',
  );
  return waiting.length > 0;
}

/**
 * One who changes seats from the session's side meets one who begins at an enrollment.
 * @param lock as the second one locks the enrollment, and with it the session.
 * @returns how each of the two ended: 'done', or PostgreSQL's code.
 */
async function meet(lock: (transaction: Transaction, id: string) => Promise<unknown>): Promise<string[]> {
  const database = service.get(Database);
  const sessionId = await service.schedule(3, 0);
  const enrollmentId = await enrollIn(sessionId);
  let second = Promise.resolve('not begun');
  const first = database.transaction(async (transaction) => {
    await service.get(SessionRepository).lock(transaction, sessionId);
    second = howItEnds(database.transaction((other) => lock(other, enrollmentId)));
    await until('the second waits', someoneWaitsForALock);
    await service.get(EnrollmentRepository).lock(transaction, enrollmentId);
  });
  return [await howItEnds(first), await second];
}

function howItEnds(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'done',
    (error: unknown) => String((error as { code?: string }).code),
  );
}

describe('when one who starts from a session meets one who starts from its enrollment', () => {
  it('then the one waits for the other, and both come through', async () => {
    const enrollments = service.get(EnrollmentRepository);
    expect(await meet((transaction, id) => enrollments.lock(transaction, id))).toEqual(['done', 'done']);
  });

  it('then, were the enrollment locked first, one of them would be thrown out (negative control)', async () => {
    const ended = await meet(async (transaction, id) => {
      await transaction.query('SELECT 1 FROM enrollments WHERE id = $1 FOR UPDATE', [id]);
      await transaction.query(
        'SELECT 1 FROM sessions WHERE id = (SELECT session_id FROM enrollments WHERE id = $1) FOR UPDATE',
        [id],
      );
    });
    expect(ended).toContain(DEADLOCK_DETECTED);
  });
});

describe('when an enrollment changes its session while somebody waits for the lock of the old one', () => {
  it('then what they get is locked together with the session in which it is now', async () => {
    const database = service.get(Database);
    const [from, to] = [await service.schedule(3, 0), await service.schedule(3, 0)];
    const enrollmentId = await enrollIn(from);
    let found: Promise<string | undefined> | undefined;
    await database.transaction(async (transaction) => {
      await transaction.query('SELECT 1 FROM sessions WHERE id = ANY ($1) ORDER BY id FOR UPDATE', [
        [from, to],
      ]);
      found = database.transaction(async (other) => {
        const enrollment = await service.get(EnrollmentRepository).lock(other, enrollmentId);
        return enrollment?.sessionId;
      });
      await until('the other waits', someoneWaitsForALock);
      await transaction.query('UPDATE enrollments SET session_id = $2 WHERE id = $1', [enrollmentId, to]);
    });
    expect(await found).toBe(to);
  });
});
