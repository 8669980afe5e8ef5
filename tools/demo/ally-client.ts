import { randomUUID } from 'node:crypto';

export interface Money {
  readonly amount: number;
  readonly currency: string;
}

export interface Enrollment {
  readonly id: string;
  readonly state: string;
  readonly price: Money;
  readonly payableUntil: string | null;
  readonly quote: string | null;
  readonly link: string;
}

export interface Order {
  readonly orderId: string;
  readonly state: string;
  readonly total: Money;
  readonly payUrl?: string;
  readonly link: string;
}

export interface Mail {
  readonly id: string;
  readonly subject: string;
  readonly text: string;
  readonly receivedAt: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly calendar: { readonly content: string } | null;
}

export interface Session {
  readonly id: string;
  readonly workshop: { readonly slug: string; readonly title: string };
  readonly startsAt: string;
  readonly seatsLeft: number;
  readonly price: Money;
}

export interface FunnelRow {
  readonly title: string | null;
  readonly reads: number;
  readonly subscriptions: number;
  readonly enrollments: number;
  readonly purchases: number;
}

/** What a browser, a mail program and an operator do with Ally, over HTTP alone. */
export class AllyClient {
  constructor(
    readonly url: string,
    private readonly operatorKey: string,
  ) {}

  /** @throws with the problem's code and detail when the answer is not a success. */
  async get<Answer>(path: string, token?: string): Promise<Answer> {
    return this.answer<Answer>(
      await fetch(this.url + path, { headers: this.authorization(token) }),
      `GET ${path}`,
    );
  }

  /** @throws with the problem's code and detail when the answer is not a success. */
  async post<Answer>(path: string, body: unknown, token?: string): Promise<Answer> {
    return this.answer<Answer>(await this.send(path, body, token), `POST ${path}`);
  }

  /** The code of the problem that a POST is answered with, or undefined when it succeeded. */
  async refusalOf(path: string, body: unknown): Promise<string | undefined> {
    const response = await this.send(path, body);
    return response.ok ? undefined : ((await response.json()) as { code: string }).code;
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
    const { data } = await this.get<{ data: Mail[] }>(
      `/v1/mailbox?limit=100&to=${encodeURIComponent(email)}`,
    );
    return data.toReversed();
  }

  /** Lets time pass; resolves when all that it caused is done. */
  async pass(duration: string): Promise<Date> {
    const { now } = await this.post<{ now: string }>('/v1/test-clock', { advanceBy: duration });
    return new Date(now);
  }

  async funnel(): Promise<FunnelRow[]> {
    return (await this.get<{ data: FunnelRow[] }>('/v1/funnels?by=article', this.operatorKey)).data;
  }

  /** A link of a mail, on the address under which this client reaches Ally. */
  local(link: string): string {
    const { pathname, search } = new URL(link);
    return this.url + pathname + search;
  }

  private async send(path: string, body: unknown, token?: string): Promise<Response> {
    return fetch(this.url + path, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'idempotency-key': randomUUID(),
        ...this.authorization(token),
      },
      body: JSON.stringify(body),
    });
  }

  private async answer<Answer>(response: Response, what: string): Promise<Answer> {
    if (response.ok) return (await response.json()) as Answer;
    const { code, detail } = (await response.json()) as { code?: string; detail?: string };
    throw new Error(
      `${what.replaceAll(/token=\S+/g, 'token=…')} was refused: ${code ?? response.status} ${detail ?? ''}`,
    );
  }

  private authorization(token: string | undefined): Record<string, string> {
    return token === undefined ? {} : { authorization: `Bearer ${token}` };
  }
}
