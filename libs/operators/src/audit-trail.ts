import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/clock';
import { newId, type Transaction } from '#libs/database';
import { AuditRepository } from './audit.repository.js';
import { auditedChange } from './audited-change.js';
import type { Operator } from './operator.js';

/** What an operator has done to one thing. */
export interface OperatorWrite {
  /** `<kind>.<what was done to it>`, as `article.published`. */
  readonly action: string;
  readonly kind: string;
  /** The id of the thing, or what it is known by. */
  readonly id: string;
  /** What it was and what it has become, whole: the trail keeps what differs. Null: it was not, or is no more. */
  readonly before: object | null;
  readonly after: object | null;
}

/** The trail of what operators write: kept beside the write itself, and never changed afterwards. */
@Injectable()
export class AuditTrail {
  constructor(
    private readonly entries: AuditRepository,
    private readonly clock: Clock,
  ) {}

  /** Writes down who did what, in the transaction that does it: neither is there without the other. */
  async record(
    transaction: Transaction,
    operator: Operator,
    { action, kind, id, before, after }: OperatorWrite,
  ): Promise<void> {
    await this.entries.insert(transaction, {
      id: newId(),
      at: this.clock.now(),
      actorId: operator.id,
      actorName: operator.name,
      action,
      kind,
      objectId: id,
      requestId: operator.requestId,
      ...auditedChange(before, after),
    });
  }
}
