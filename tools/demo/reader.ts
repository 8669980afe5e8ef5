import { randomUUID } from 'node:crypto';
import { told, type components } from '#libs/api-client';
import {
  once,
  opensWith,
  type AllyClient,
  type Checkout,
  type Enrollment,
  type Mail,
  type Session,
} from './ally-client.js';
import type { Timeline } from './timeline.js';

/** Somebody who uses Ally: a name, an address, a browser. */
export class Reader {
  readonly email: string;
  private readonly readerId = randomUUID();

  constructor(
    readonly name: string,
    private readonly ally: AllyClient,
    private readonly timeline: Timeline,
  ) {
    this.email = `${name.toLowerCase()}-${randomUUID().slice(0, 8)}@example.org`;
  }

  get person() {
    return { name: this.name, email: this.email };
  }

  says(what: string): void {
    this.timeline.say(this.name, what);
  }

  /** @throws when `happened` is not so. */
  sees(what: string, happened: boolean): void {
    this.timeline.step(this.name, what, happened);
  }

  async reads(article: { id: string; title: string }): Promise<void> {
    const body = { articleId: article.id, readerId: this.readerId, seconds: 240, depth: 95 };
    await told(this.ally.api.POST('/v1/reads', { body }));
    this.says(`reads “${article.title}”`);
  }

  async subscribes(articleId: string): Promise<void> {
    const { name, email, readerId } = this;
    const body = { email, name, topics: ['articles'], readerId, via: articleId };
    await told(this.ally.api.POST('/v1/subscriptions', { body }));
    await this.ally.pass('PT1M');
    const mail = await this.newestMail();
    this.sees(`subscribes and gets “${mail.subject}”`, (await this.mails()).length === 1);
    await this.ally.followAndPress(linkIn(mail, '/subscriptions/'));
    this.says('opens the link and says yes');
  }

  async mails(): Promise<Mail[]> {
    return this.ally.mailsTo(this.email);
  }

  async newestMail(): Promise<Mail> {
    const mail = (await this.mails()).at(-1);
    if (mail === undefined) throw new Error(`did not happen: a mail to ${this.name}`);
    return mail;
  }

  /** The mails whose text contains `part`. */
  async mailsWith(part: string): Promise<Mail[]> {
    return (await this.mails()).filter(({ text }) => text.includes(part));
  }

  /** @param seats of the session @param via the article or message that led here. */
  async enrolls(session: Session, seats: number, via?: string): Promise<Enrollment> {
    const body = { sessionId: session.id, seats, person: this.person, ...(via !== undefined && { via }) };
    const params = { header: once() };
    const enrollment = await told(this.ally.api.POST('/v1/enrollments', { params, body }));
    this.sees(`enrolls in “${session.workshop.title}”: ${enrollment.state}`, enrollment.state === 'held');
    return enrollment;
  }

  async opensOrder(body: components['schemas']['CheckoutWish']): Promise<Checkout> {
    return told(this.ally.api.POST('/v1/checkouts', { params: { header: once() }, body }));
  }

  /** Uses the provider's pay page, and waits for what follows. */
  async atThePayPage(order: Checkout, outcome: 'pay' | 'decline'): Promise<void> {
    if (order.payUrl === undefined) throw new Error('did not happen: an order with a pay page');
    const sessionId = new URL(order.payUrl).pathname.split('/').at(-1) ?? '';
    const params = { path: { sessionId } };
    await told(this.ally.api.POST('/sandbox/pay/{sessionId}', { params, body: { outcome } }));
    await this.ally.pass('PT1M');
  }

  async stateOf(enrollment: Enrollment): Promise<string> {
    const { id, link } = enrollment;
    const answer = this.ally.api.GET('/v1/enrollments/{id}', {
      params: { path: { id } },
      ...opensWith(link),
    });
    return (await told(answer)).state;
  }

  async stateOfOrder({ orderId: id, link }: Checkout): Promise<string> {
    const answer = this.ally.api.GET('/v1/orders/{id}', { params: { path: { id } }, ...opensWith(link) });
    return (await told(answer)).state;
  }
}

/** The first link of a mail that contains `part`. */
export function linkIn(mail: Mail, part: string): string {
  const link = [...mail.text.matchAll(/https?:\/\/\S+/g)]
    .map(([found]) => found)
    .find((found) => found.includes(part));
  if (link === undefined) throw new Error(`did not happen: a link to ${part} in “${mail.subject}”`);
  return link;
}
