import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/clock';
import { Refusal, sessionChanged } from '#libs/contracts';
import { Database, newId, type Transaction } from '#libs/database';
import { Outbox } from '#libs/events';
import { assertMatches, assertSameWish, type Wish } from '#libs/http';
import { AuditTrail, type Operator } from '#libs/operators';
import { WorkshopFactsRepository } from '../workshops/workshop-facts.repository.js';
import { changeSession, type SessionChange } from './change-session.js';
import { ScheduleSession } from './schedule-session.js';
import { sessionFactsOf } from './session-facts.js';
import { SessionWishRepository } from './session-wish.repository.js';
import { SessionRepository, type ListedSession, type NewSession } from './session.repository.js';
import type { Session } from './session.js';

/** Scheduling and changing sessions: once for each wish, never over another's edit, and in the trail. */
@Injectable()
export class EditSession {
  constructor(
    private readonly database: Database,
    private readonly sessions: SessionRepository,
    private readonly workshops: WorkshopFactsRepository,
    private readonly wishes: SessionWishRepository,
    private readonly scheduleSession: ScheduleSession,
    private readonly outbox: Outbox,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @throws Refusal `workshop-unknown`, `workshop-withdrawn`, `meetings-out-of-order`, `idempotency-key-reused`. */
  async schedule(
    wished: Omit<NewSession, 'id'>,
    { operator, wish }: { operator: Operator; wish: Wish },
  ): Promise<{ session: ListedSession; isReplay: boolean }> {
    return this.database.transaction(async (transaction) => {
      const id = newId();
      const earlier = await this.earlier(transaction, id, operator, wish);
      if (earlier !== undefined) return { session: await this.listed(transaction, earlier), isReplay: true };
      await this.assertOffered(transaction, wished.workshopId);
      const session = await this.scheduleSession.schedule(transaction, { ...wished, id });
      const after = session === undefined ? null : edited(session);
      const write = { action: 'session.scheduled', kind: 'session', id, before: null, after };
      await this.trail.record(transaction, operator, write);
      return { session: await this.listed(transaction, id), isReplay: false };
    });
  }

  /**
   * Changes a part of it; the same again changes nothing. The row is locked meanwhile: nobody takes a seat between what
   * is decided and what is written.
   * @throws Refusal `session-unknown`, `precondition-failed`, and what `changeSession` throws.
   */
  async change(
    sessionId: string,
    change: SessionChange,
    { operator, ifMatch }: { operator: Operator; ifMatch: string },
  ): Promise<ListedSession> {
    return this.database.transaction(async (transaction) => {
      const before = await this.sessions.lock(transaction, sessionId);
      if (before === undefined) throw unknownSession();
      assertMatches(ifMatch, before.edition);
      const wished = changeSession(before, change);
      if (!isDeepStrictEqual(wished, before)) {
        const after = await this.sessions.edit(transaction, wished);
        await this.outbox.append(transaction, sessionChanged, sessionFactsOf(after));
        await this.trail.record(transaction, operator, {
          action: 'session.changed',
          kind: 'session',
          id: sessionId,
          before: edited(before),
          after: edited(after),
        });
      }
      return this.listed(transaction, sessionId);
    });
  }

  private async earlier(
    transaction: Transaction,
    sessionId: string,
    operator: Operator,
    wish: Wish,
  ): Promise<string | undefined> {
    if (wish.key === null) return undefined;
    const kept = { operatorId: operator.id, key: wish.key, inputHash: wish.inputHash, sessionId };
    const earlier = await this.wishes.keep(transaction, kept, this.clock.now());
    if (earlier === undefined) return undefined;
    assertSameWish(wish, earlier.inputHash);
    return earlier.sessionId;
  }

  private async assertOffered(transaction: Transaction, workshopId: string): Promise<void> {
    const workshop = await this.workshops.find(transaction, workshopId);
    const at = (detail: string) => [{ pointer: '/workshopId', detail }];
    if (workshop === undefined)
      throw new Refusal('not-found', 'workshop-unknown', 'There is no such workshop.', at('unknown'));
    if (workshop.state === 'withdrawn')
      throw new Refusal(
        'conflict',
        'workshop-withdrawn',
        'This workshop has been withdrawn.',
        at('withdrawn'),
      );
  }

  private async listed(transaction: Transaction, id: string): Promise<ListedSession> {
    const [session] = await this.sessions.listAhead(transaction, { id, now: this.clock.now(), limit: 1 });
    if (session === undefined) throw unknownSession();
    return session;
  }
}

/** What editors decide of a session: seats come and go by themselves. */
function edited({ held: _held, taken: _taken, version: _version, edition: _edition, ...session }: Session) {
  return session;
}

function unknownSession(): Refusal {
  return new Refusal('not-found', 'session-unknown', 'There is no such session.');
}
