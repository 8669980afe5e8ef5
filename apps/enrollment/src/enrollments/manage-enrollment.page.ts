import { Controller, Get, HttpCode, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { DateTime } from 'luxon';
import { id } from '#libs/contracts';
import { Database } from '#libs/database';
import { BearerToken, Limited, sendPage, TakesForms } from '#libs/http';
import { PAGE as HTML, Route } from '#libs/openapi';
import { SessionRepository } from '../sessions/session.repository.js';
import { WorkshopFactsRepository } from '../workshops/workshop-facts.repository.js';
import { AuthorizedEnrollment } from './authorized-enrollment.js';
import { CancelEnrollment } from './cancel-enrollment.js';
import { EnrollmentAnswers } from './enrollment-answers.js';
import { onCancellation } from './enrollment.js';

const PAGE = `
<p>{{ when }}<br>{{ seats }} seat{% if seats > 1 %}s{% endif %} · <strong>{{ state }}</strong></p>
{% if quote %}
<p>Your {% if seats > 1 %}seats are{% else %}seat is{% endif %} kept until {{ payableUntil }}.</p>
<form method="post" action="/v1/checkouts"><input type="hidden" name="quote" value="{{ quote }}"><button>Pay now</button></form>
{% endif %}
{% if state == 'confirmed' %}<p><a href="/v1/enrollments/{{ id }}/calendar.ics?token={{ link }}">Add it to your calendar</a></p>{% endif %}
{% if cancellable %}
<form method="post" action="/enrollments/{{ id }}/cancellation?token={{ link }}"><button class="quiet">Let {% if seats > 1 %}the seats{% else %}the seat{% endif %} go</button></form>
{% endif %}
`;

/** Where the links of our mails lead: what one has, and what one can do about it. Looking changes nothing. */
@Controller('enrollments/:id')
export class ManageEnrollmentPage {
  constructor(
    private readonly authorized: AuthorizedEnrollment,
    private readonly answers: EnrollmentAnswers,
    private readonly cancelEnrollment: CancelEnrollment,
    private readonly database: Database,
    private readonly sessions: SessionRepository,
    private readonly workshops: WorkshopFactsRepository,
  ) {}

  @Get()
  @Route({
    operation: 'showEnrollmentPage',
    summary: 'What one has, and what one can do about it.',
    answer: HTML,
  })
  async show(
    @Param('id', { schema: id }) enrollmentId: string,
    @BearerToken() token: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const enrollment = await this.authorized.open(enrollmentId, token);
    const session = await this.sessions.find(this.database, enrollment.sessionId);
    const workshop = await this.workshops.find(this.database, enrollment.workshopId);
    const zone = session?.zone ?? 'UTC';
    const wallClock = (instant: Date) =>
      `${DateTime.fromJSDate(instant, { zone }).setLocale('en-US').toFormat('cccc, d LLLL yyyy, HH:mm')} (${zone})`;
    const { quote, link, payableUntil } = await this.answers.full(enrollment);
    await sendPage(reply, workshop?.title ?? 'Your enrollment', PAGE, {
      id: enrollment.id,
      seats: enrollment.seats,
      state: enrollment.state,
      when: session === undefined ? '' : wallClock(session.startsAt),
      payableUntil: payableUntil === null ? '' : wallClock(new Date(payableUntil)),
      quote,
      link,
      cancellable: ['close', 'cancel'].includes(onCancellation(enrollment)),
    });
  }

  @Post('cancellation')
  @TakesForms()
  @Limited({ perMinute: 60 })
  @HttpCode(303)
  @Route({
    operation: 'cancelEnrollmentByForm',
    summary: "The page's button: lets the seats go and shows the page again.",
    refuses: { 'not-found': ['enrollment-unknown'], conflict: ['paid-seats-stay'] },
  })
  async cancel(
    @Param('id', { schema: id }) enrollmentId: string,
    @BearerToken() token: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.authorized.open(enrollmentId, token);
    await this.cancelEnrollment.execute(enrollmentId);
    await reply.redirect(`/enrollments/${enrollmentId}?token=${token}`, 303);
  }
}
