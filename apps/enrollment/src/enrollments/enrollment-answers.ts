import { Injectable } from '@nestjs/common';
import { Database } from '#libs/database';
import { enrollmentLink, SignedStatements, signedQuote } from '#libs/identity';
import { EnrollmentConfig } from '../enrollment.config.js';
import { SessionRepository } from '../sessions/session.repository.js';
import { WorkshopFactsRepository } from '../workshops/workshop-facts.repository.js';
import type { Enrollment } from './enrollment.js';

/** How an enrollment is told to the person it belongs to. Made anew from its row each time; links are never stored. */
@Injectable()
export class EnrollmentAnswers {
  constructor(
    private readonly database: Database,
    private readonly sessions: SessionRepository,
    private readonly workshops: WorkshopFactsRepository,
    private readonly statements: SignedStatements,
    private readonly config: EnrollmentConfig,
  ) {}

  async full(enrollment: Enrollment) {
    const { id, sessionId, state, seats, payableUntil, price, epoch } = enrollment;
    const link = await this.statements.sign(enrollmentLink, { objectId: id, epoch });
    return {
      id,
      sessionId,
      state,
      seats,
      price,
      payableUntil: payableUntil?.toISOString() ?? null,
      quote: await this.quote(enrollment),
      link,
      manageUrl: `${this.config.publicUrl}/enrollments/${id}?token=${link}`,
    };
  }

  /** What payments needs to be told to take the money; null when there is nothing to pay (any more). */
  private async quote(enrollment: Enrollment): Promise<string | null> {
    const { id, payableUntil, personId, price, seats, sessionId, via } = enrollment;
    if (enrollment.state !== 'held' || payableUntil === null) return null;
    const session = await this.sessions.find(this.database, sessionId);
    const workshop = await this.workshops.find(this.database, enrollment.workshopId);
    const unitPrice = { amount: price.amount / seats, currency: price.currency };
    return this.statements.sign(signedQuote, {
      quoteId: id,
      personId,
      enrollmentId: id,
      lines: [
        {
          kind: 'seat',
          itemId: sessionId,
          description: describe(workshop?.title, session),
          quantity: seats,
          unitPrice,
        },
      ],
      total: price,
      payableUntil: payableUntil.toISOString(),
      via,
    });
  }
}

function describe(title = 'A workshop', session: { startsAt: Date; zone: string } | undefined): string {
  if (session === undefined) return title;
  const day = new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeZone: session.zone }).format(
    session.startsAt,
  );
  return `${title}, ${day}`;
}
