import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/clock';
import type { NextStep } from '#libs/contracts';
import { Database } from '#libs/database';
import { SignedStatements, unsubscribeLink } from '#libs/identity';
import { FactsRepository, type ArticleFacts, type OfferState } from '../facts/facts.repository.js';
import type { ContentOf, Message } from '../messages/message.js';
import { NotificationsConfig } from '../notifications.config.js';
import { known, NothingToSay, type ComposedMail, type Letterhead } from './composed-mail.js';
import { renderMail } from './render-mail.js';

const FORMATS = { 'in-person': 'In person', online: 'Online', 'one-on-one': 'One-on-one' } as const;

/** The mails that lead a reader on from an article. Each can be stopped with one click. */
@Injectable()
export class FollowUpMails {
  constructor(
    private readonly config: NotificationsConfig,
    private readonly database: Database,
    private readonly facts: FactsRepository,
    private readonly statements: SignedStatements,
    private readonly clock: Clock,
  ) {}

  async workshops(
    message: Message,
    { articleId, topic }: ContentOf<'follow-up-workshops'>,
    letterhead: Letterhead,
  ): Promise<ComposedMail> {
    const { article, steps } = await this.nextSteps(articleId, 'workshop');
    const offers = await this.offered(steps, 'workshop', (id) => this.facts.workshop(this.database, id));
    const workshops = await Promise.all(
      offers.map(async ({ workshopId, title, slug, format }) => {
        const session = await this.facts.nextSession(this.database, workshopId, this.clock.now());
        return {
          title,
          url: this.link(`/v1/workshops/${slug}`, message),
          format: FORMATS[format],
          ...(session !== undefined && { nextSession: { startsAt: session.startsAt, zone: session.zone } }),
          ...(session !== undefined && { price: session.price }),
        };
      }),
    );
    const { unsubscribeUrl, headers } = await this.wayOut(message, topic);
    const mail = await renderMail('follow-up-workshops', {
      ...letterhead,
      article: this.titled(article, message),
      workshops,
      unsubscribeUrl,
    });
    return { ...mail, headers };
  }

  async courses(
    message: Message,
    { articleId, topic }: ContentOf<'follow-up-courses'>,
    letterhead: Letterhead,
  ): Promise<ComposedMail> {
    const { article, steps } = await this.nextSteps(articleId, 'course');
    const offers = await this.offered(steps, 'course', (id) => this.facts.course(this.database, id));
    const courses = offers.map(({ title, slug, price }) => ({
      title,
      url: this.link(`/v1/courses/${slug}`, message),
      price,
    }));
    const { unsubscribeUrl, headers } = await this.wayOut(message, topic);
    const mail = await renderMail('follow-up-courses', {
      ...letterhead,
      article: this.titled(article, message),
      courses,
      unsubscribeUrl,
    });
    return { ...mail, headers };
  }

  private async nextSteps(articleId: string, kind: NextStep['kind']) {
    const article = known(await this.facts.article(this.database, articleId), 'article');
    if (article.state === 'withdrawn') throw new NothingToSay('the article has been withdrawn');
    const steps = article.nextSteps.filter((step) => step.kind === kind);
    if (steps.length === 0) throw new NothingToSay(`the article points to no ${kind}`);
    return { article, steps };
  }

  /** What the steps lead to, without what has been withdrawn, whatever the article says: topics know no order. */
  private async offered<Facts extends { state: OfferState }>(
    steps: readonly NextStep[],
    kind: NextStep['kind'],
    find: (id: string) => Promise<Facts | undefined>,
  ): Promise<Facts[]> {
    const facts = await Promise.all(steps.map(async ({ id }) => known(await find(id), kind)));
    const offers = facts.filter(({ state }) => state === 'published');
    if (offers.length === 0) throw new NothingToSay(`no ${kind} of the article is offered any more`);
    return offers;
  }

  /** RFC 2369 and RFC 8058; List-Id is RFC 2919. */
  private async wayOut(message: Message, topic: string) {
    const claims = { personId: message.personId, topic, messageId: message.id };
    const token = await this.statements.sign(unsubscribeLink, claims);
    const unsubscribeUrl = `${this.config.publicUrl}/v1/unsubscribe/${token}`;
    const headers = {
      'List-Unsubscribe': `<${unsubscribeUrl}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      'List-Id': `<${topic}.${new URL(this.config.publicUrl).hostname}>`,
      'Feedback-ID': `follow-up:${topic}:ally`,
    };
    return { unsubscribeUrl, headers };
  }

  private titled({ title, slug }: ArticleFacts, message: Message) {
    return { title, url: this.link(`/v1/articles/${slug}`, message) };
  }

  /** `via` says later which message brought the person; it is no identity. */
  private link(path: string, message: Message): string {
    return `${this.config.publicUrl}${path}?via=${message.id}`;
  }
}
