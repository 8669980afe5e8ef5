import { Injectable } from '@nestjs/common';
import { calendarFile } from '#libs/calendar';
import { Clock } from '#libs/clock';
import { Database } from '#libs/database';
import { enrollmentLink, SignedStatements } from '#libs/identity';
import { FactsRepository, type SessionFacts } from '../facts/facts.repository.js';
import type { ContentOf } from '../messages/message.js';
import { NotificationsConfig } from '../notifications.config.js';
import { known, NothingToSay, type ComposedMail, type Letterhead } from './composed-mail.js';
import { renderMail } from './render-mail.js';

/** The mails about a person's seats. */
@Injectable()
export class SeatMails {
  constructor(
    private readonly config: NotificationsConfig,
    private readonly database: Database,
    private readonly facts: FactsRepository,
    private readonly statements: SignedStatements,
    private readonly clock: Clock,
  ) {}

  async holdPlaced(content: ContentOf<'hold-placed'>, letterhead: Letterhead): Promise<ComposedMail> {
    if (new Date(content.payableUntil) <= this.clock.now()) throw new NothingToSay('it is too late to pay');
    const { session, title } = await this.sessionOf(content.sessionId);
    return renderMail('hold-placed', {
      ...letterhead,
      workshop: { title },
      seats: content.seats,
      sessionStartsAt: session.startsAt,
      zone: session.zone,
      total: content.price,
      payableUntil: content.payableUntil,
      payUrl: await this.enrollmentUrl(content),
    });
  }

  async seatConfirmed(content: ContentOf<'seat-confirmed'>, letterhead: Letterhead): Promise<ComposedMail> {
    const { session, title } = await this.sessionOf(content.sessionId);
    const { venue, onlineUrl, zone, meetings } = session;
    const mail = await renderMail('seat-confirmed', {
      ...letterhead,
      workshop: { title },
      seats: content.seats,
      meetings,
      zone,
      place:
        venue === null
          ? { kind: 'online', ...(onlineUrl !== null && { url: onlineUrl }) }
          : { kind: 'venue', name: venue },
      manageUrl: await this.enrollmentUrl(content),
    });
    return {
      ...mail,
      calendar: { filename: 'workshop.ics', content: this.calendar(content, session, title) },
    };
  }

  async holdEnded(
    { sessionId, reason }: ContentOf<'hold-ended'>,
    letterhead: Letterhead,
  ): Promise<ComposedMail> {
    const { session, title, slug } = await this.sessionOf(sessionId);
    return renderMail('hold-ended', {
      ...letterhead,
      workshop: { title },
      startsAt: session.startsAt,
      zone: session.zone,
      reason,
      workshopUrl: `${this.config.publicUrl}/v1/workshops/${slug}`,
    });
  }

  async seatPassedOn(
    { sessionId, seats }: ContentOf<'seat-passed-on'>,
    letterhead: Letterhead,
  ): Promise<ComposedMail> {
    const { session, title, slug } = await this.sessionOf(sessionId);
    return renderMail('seat-passed-on', {
      ...letterhead,
      workshop: { title },
      seats,
      startsAt: session.startsAt,
      zone: session.zone,
      workshopUrl: `${this.config.publicUrl}/v1/workshops/${slug}`,
    });
  }

  private calendar(content: ContentOf<'seat-confirmed'>, session: SessionFacts, title: string): string {
    const { name, email } = this.config.foundation;
    const location = session.venue ?? session.onlineUrl;
    return calendarFile({
      method: 'PUBLISH',
      uid: `${content.enrollmentId}@${new URL(this.config.publicUrl).hostname}`,
      sequence: content.version,
      title,
      description: `${content.seats} seat(s)`,
      organizer: { name, email },
      zone: session.zone,
      ...(location !== null && { location }),
      stampedAt: this.clock.now().toISOString(),
      meetings: session.meetings,
    });
  }

  private async sessionOf(
    sessionId: string,
  ): Promise<{ session: SessionFacts; title: string; slug: string }> {
    const session = known(await this.facts.session(this.database, sessionId), 'session');
    const { title, slug } = known(await this.facts.workshop(this.database, session.workshopId), 'workshop');
    return { session, title, slug };
  }

  private async enrollmentUrl({
    enrollmentId,
    epoch,
  }: {
    enrollmentId: string;
    epoch: number;
  }): Promise<string> {
    const link = await this.statements.sign(enrollmentLink, { objectId: enrollmentId, epoch });
    return `${this.config.publicUrl}/enrollments/${enrollmentId}?token=${link}`;
  }
}
