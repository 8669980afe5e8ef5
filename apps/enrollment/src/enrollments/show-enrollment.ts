import { Controller, Get, Header, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { id, Refusal } from '#libs/contracts';
import { calendarFile } from '#libs/calendar';
import { Clock } from '#libs/clock';
import { Database } from '#libs/database';
import { BearerToken } from '#libs/http';
import { Route } from '#libs/openapi';
import { EnrollmentConfig } from '../enrollment.config.js';
import { SessionRepository } from '../sessions/session.repository.js';
import { WorkshopFactsRepository } from '../workshops/workshop-facts.repository.js';
import { AuthorizedEnrollment } from './authorized-enrollment.js';
import { enrollmentAnswer, EnrollmentAnswers } from './enrollment-answers.js';

/** An enrollment for who has its link. */
@Controller('v1/enrollments/:id')
export class ShowEnrollment {
  constructor(
    private readonly authorized: AuthorizedEnrollment,
    private readonly answers: EnrollmentAnswers,
    private readonly database: Database,
    private readonly sessions: SessionRepository,
    private readonly workshops: WorkshopFactsRepository,
    private readonly clock: Clock,
    private readonly config: EnrollmentConfig,
  ) {}

  @Get()
  @Route({
    operation: 'getEnrollment',
    summary: 'An enrollment, for who has its link.',
    answer: enrollmentAnswer,
  })
  @Header('Cache-Control', 'no-store')
  async show(@Param('id', { schema: id }) enrollmentId: string, @BearerToken() token: string) {
    return this.answers.full(await this.authorized.open(enrollmentId, token));
  }

  /** A calendar file of the session's meetings (RFC 5545), for seats that are confirmed. */
  @Get('calendar.ics')
  @Route({
    operation: 'getEnrollmentCalendar',
    summary: "A calendar file of the session's meetings, for confirmed seats.",
    answer: { mediaType: 'text/calendar' },
    refuses: { conflict: ['not-confirmed'] },
  })
  async calendar(
    @Param('id', { schema: id }) enrollmentId: string,
    @BearerToken() token: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const enrollment = await this.authorized.open(enrollmentId, token);
    const session = await this.sessions.find(this.database, enrollment.sessionId);
    if (enrollment.state !== 'confirmed' || session === undefined) {
      throw new Refusal(
        'conflict',
        'not-confirmed',
        'The calendar file is there once the seat is confirmed.',
      );
    }
    const workshop = await this.workshops.find(this.database, session.workshopId);
    const location = session.venue ?? session.onlineUrl;
    const file = calendarFile({
      method: 'PUBLISH',
      uid: `${enrollment.id}@${new URL(this.config.publicUrl).hostname}`,
      sequence: enrollment.version,
      title: workshop?.title ?? 'A workshop',
      description: `${enrollment.seats} seat(s)`,
      organizer: this.config.organizer,
      zone: session.zone,
      ...(location !== null && { location }),
      stampedAt: this.clock.now().toISOString(),
      meetings: session.meetings,
    });
    await reply.header('Cache-Control', 'no-store').type('text/calendar; charset=utf-8').send(file);
  }
}
