import { randomUUID } from 'node:crypto';
import type { AllyClient, Enrollment, Mail, Order, Session } from './ally-client.js';
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
    await this.ally.post('/v1/reads', {
      articleId: article.id,
      readerId: this.readerId,
      seconds: 240,
      depth: 95,
    });
    this.says(`reads “${article.title}”`);
  }

  async subscribes(articleId: string): Promise<void> {
    const { name, email, readerId } = this;
    await this.ally.post('/v1/subscriptions', {
      email,
      name,
      topics: ['articles'],
      readerId,
      via: articleId,
    });
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
    const enrollment = await this.ally.post<Enrollment>('/v1/enrollments', body);
    this.sees(`enrolls in “${session.workshop.title}”: ${enrollment.state}`, enrollment.state === 'held');
    return enrollment;
  }

  async opensOrder(checkout: object): Promise<Order> {
    return this.ally.post<Order>('/v1/checkouts', checkout);
  }

  /** Uses the provider's pay page, and waits for what follows. */
  async atThePayPage(order: Order, outcome: 'pay' | 'decline'): Promise<void> {
    if (order.payUrl === undefined) throw new Error('did not happen: an order with a pay page');
    await this.ally.post(new URL(order.payUrl).pathname, { outcome });
    await this.ally.pass('PT1M');
  }

  async stateOf(enrollment: Enrollment): Promise<string> {
    return (await this.ally.get<Enrollment>(`/v1/enrollments/${enrollment.id}`, enrollment.link)).state;
  }

  async stateOfOrder(order: Order): Promise<string> {
    return (await this.ally.get<Order>(`/v1/orders/${order.orderId}`, order.link)).state;
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
