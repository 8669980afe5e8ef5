import { enrollmentClosing } from '#libs/contracts';
import type { Transaction } from '#libs/database';
import type { Outbox } from '#libs/events';
import { enrollmentFactsOf } from '../enrollments/enrollment-facts.js';
import type { EnrollmentRepository } from '../enrollments/enrollment.repository.js';
import { stateAfter, type ClosingReason, type Enrollment } from '../enrollments/enrollment.js';

/**
 * Asks payments to say how a locked hold ends. The seats stay kept until the answer: whoever frees them sooner sells
 * a seat that somebody is just paying for.
 */
export async function closeHold(
  transaction: Transaction,
  hold: Enrollment,
  reason: ClosingReason,
  enrollments: EnrollmentRepository,
  outbox: Outbox,
): Promise<Enrollment> {
  const next = stateAfter(hold, 'close');
  if (next === undefined) return hold;
  const closing = await enrollments.moveTo(transaction, hold, next, { closingReason: reason });
  await outbox.append(transaction, enrollmentClosing, {
    ...enrollmentFactsOf(closing),
    reason,
    price: closing.price,
  });
  return closing;
}
