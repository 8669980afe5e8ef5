import { SystemClock } from '#libs/clock';
import type { Transaction } from '#libs/database';
import { AuditRepository, AuditTrail, operatorOnThisMachine, type OperatorWrite } from '#libs/operators';

/** Writes into the service's trail what a command does, in the transaction that does it. */
export async function recordCommand(
  transaction: Transaction,
  write: Pick<OperatorWrite, 'action' | 'kind' | 'id' | 'after'>,
): Promise<void> {
  const trail = new AuditTrail(new AuditRepository(), new SystemClock());
  await trail.record(transaction, operatorOnThisMachine('command'), { ...write, before: null });
}
