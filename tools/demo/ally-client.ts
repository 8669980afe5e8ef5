import { randomUUID } from 'node:crypto';
import { allyApi, AllyProblem, told, type AllyApi, type components } from '#libs/api-client';

type Schemas = components['schemas'];
export type Enrollment = Schemas['Enrollment'];
export type Checkout = Schemas['Checkout'];
export type Mail = Schemas['Mail'];
export type Session = Schemas['Session'];
export type FunnelRow = Schemas['FunnelRow'];

/** What a browser, a mail program and an operator do with Ally, over HTTP alone. */
export class AllyClient {
  readonly api: AllyApi;
  private readonly operator: AllyApi;

  constructor(
    readonly url: string,
    operatorKey: string,
  ) {
    this.api = allyApi({ url });
    this.operator = allyApi({ url, token: operatorKey });
  }

  /** What a person does with a link of a mail: opens the page and presses its first button. */
  async followAndPress(link: string): Promise<void> {
    const page = await fetch(this.local(link));
    const action = /<form method="post" action="([^"]+)"/.exec(await page.text())?.[1];
    if (!page.ok || action === undefined)
      throw new Error(`The page behind the mail's link has no button (${page.status})`);
    const pressed = await fetch(this.url + action.replaceAll('&amp;', '&'), {
      method: 'POST',
      headers: { accept: 'text/html' },
      body: new URLSearchParams(),
    });
    if (!pressed.ok) throw new Error(`The button answered ${pressed.status}`);
  }

  /** One-click unsubscribe as a mail program does it (RFC 8058). */
  async unsubscribe(link: string): Promise<void> {
    const body = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' });
    const response = await fetch(this.local(link), { method: 'POST', body });
    if (!response.ok) throw new Error(`One-click unsubscribe answered ${response.status}`);
  }

  /** Everything that has been mailed to an address, oldest first. */
  async mailsTo(email: string): Promise<Mail[]> {
    const query = { to: email, limit: 100 };
    const { data } = await told(this.operator.GET('/v1/mailbox', { params: { query } }));
    return data.toReversed();
  }

  /** Lets time pass; resolves when all that it caused is done. */
  async pass(duration: string): Promise<Date> {
    const moved = await this.api.POST('/v1/test-clock', { body: { advanceBy: duration } });
    if (moved.response.status === 404)
      throw new Error('This Ally has no test clock: start it with ALLY_CLOCK=test.');
    return new Date((await told(Promise.resolve(moved))).now);
  }

  async funnel(): Promise<FunnelRow[]> {
    return (await told(this.operator.GET('/v1/funnels'))).data;
  }

  /** A link of a mail, on the address under which this client reaches Ally. */
  local(link: string): string {
    const { pathname, search } = new URL(link);
    return this.url + pathname + search;
  }
}

/** The header of a wish that is to come true once, however often it is sent. */
export function once(): { 'Idempotency-Key': string } {
  return { 'Idempotency-Key': randomUUID() };
}

/** What opens an object to who has its link. */
export function opensWith(token: string): { headers: { authorization: string } } {
  return { headers: { authorization: `Bearer ${token}` } };
}

/** The code of the problem that a call is answered with, or undefined when it succeeds. */
export async function refusalOf(call: Parameters<typeof told>[0]): Promise<string | undefined> {
  try {
    await told(call);
    return undefined;
  } catch (error) {
    if (error instanceof AllyProblem) return error.code;
    throw error;
  }
}
