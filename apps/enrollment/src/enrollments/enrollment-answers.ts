import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { id, instant, money } from '#libs/contracts';
import { Database } from '#libs/database';
import { enrollmentLink, SignedStatements, signedQuote } from '#libs/identity';
import { EnrollmentConfig } from '../enrollment.config.js';
import { SessionRepository } from '../sessions/session.repository.js';
import { WorkshopFactsRepository } from '../workshops/workshop-facts.repository.js';
import type { Enrollment } from './enrollment.js';

/** An enrollment as its person gets it. */
export const enrollmentAnswer = z
  .object({
    id,
    sessionId: id,
    state: z.enum(['held', 'closing', 'confirmed', 'expired', 'cancelled']),
    seats: z.int(),
    price: money.meta({ description: 'Of all its seats.' }),
    payableUntil: instant.nullable(),
    quote: z
      .string()
      .nullable()
      .meta({ description: 'What `POST /v1/checkouts` takes, while there is something to pay.' }),
    link: z.string().meta({ description: 'Opens this enrollment: the Bearer token of its other routes.' }),
    manageUrl: z.url(),
  })
  .meta({ id: 'Enrollment' });

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

  async full(enrollment: Enrollment): Promise<z.input<typeof enrollmentAnswer>> {
    const { id: enrollmentId, sessionId, state, seats, payableUntil, price, epoch } = enrollment;
    const link = await this.statements.sign(enrollmentLink, { objectId: enrollmentId, epoch });
    return {
      id: enrollmentId,
      sessionId,
      state,
      seats,
      price,
      payableUntil: payableUntil?.toISOString() ?? null,
      quote: await this.quote(enrollment),
      link,
      manageUrl: `${this.config.publicUrl}/enrollments/${enrollmentId}?token=${link}`,
    };
  }

  /** What payments needs to be told to take the money; null when there is nothing to pay (any more). */
  private async quote(enrollment: Enrollment): Promise<string | null> {
    const { id: enrollmentId, payableUntil, personId, price, seats, sessionId, via } = enrollment;
    if (enrollment.state !== 'held' || payableUntil === null) return null;
    const session = await this.sessions.find(this.database, sessionId);
    const workshop = await this.workshops.find(this.database, enrollment.workshopId);
    const unitPrice = { amount: price.amount / seats, currency: price.currency };
    return this.statements.sign(signedQuote, {
      quoteId: enrollmentId,
      personId,
      enrollmentId,
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
  const day = dayFormatOf(session.zone).format(session.startsAt);
  return `${title}, ${day}`;
}

/** There are some hundred zones, and making a format takes twenty times as long as using it. */
const dayFormats = new Map<string, Intl.DateTimeFormat>();

function dayFormatOf(zone: string): Intl.DateTimeFormat {
  let format = dayFormats.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeZone: zone });
    dayFormats.set(zone, format);
  }
  return format;
}
