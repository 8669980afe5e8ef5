import { setTimeout as pause } from 'node:timers/promises';
import type { Failure, WhatClientsKnow } from '../acknowledged.js';

/** A definite answer: what was asked was done, or refused. */
export interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  readonly replayed: boolean;
  /** The times, in milliseconds since 1970, at which it was sent: all but the last went unanswered. */
  readonly sentAt: readonly number[];
}

export interface Sending {
  readonly key?: string;
  readonly token?: string;
}

/** 502: a proxy has lost the process that it had asked. */
const SEND_IT_AGAIN = [409, 502, 503];
const ANSWERED_WITHIN_MS = 10_000;
const TRY_AGAIN_AFTER_MS = 100;

/** Nobody has answered for longer than the client wants to wait. */
export class GivenUp extends Error {
  override readonly name = 'GivenUp';
}

type Told = Pick<Answer, 'status' | 'body' | 'replayed'>;

/** A client that sends the same again until it is told whether that was done, as every client should. */
export class PatientClient {
  /** @param patienceMs asked anew for everything that is to be waited for. */
  constructor(
    readonly url: string,
    readonly known: WhatClientsKnow,
    private readonly patienceMs: () => number,
  ) {}

  /** @throws GivenUp. */
  async post(path: string, body: object, { key, token }: Sending = {}): Promise<Answer> {
    const headers = {
      'content-type': 'application/json',
      ...(key !== undefined && { 'idempotency-key': key }),
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    };
    return this.untilAnswered(path, { method: 'POST', headers, body: JSON.stringify(body) });
  }

  /** @throws GivenUp. */
  async get(path: string, token?: string): Promise<Answer> {
    return this.untilAnswered(
      path,
      token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } },
    );
  }

  /** Asks until it gets what it looks for; undefined when that does not come in time. */
  async lookFor<Found>(look: () => Promise<Found | undefined>): Promise<Found | undefined> {
    const deadline = performance.now() + this.patienceMs();
    for (;;) {
      const found = await look();
      if (found !== undefined || performance.now() > deadline) return found;
      await pause(2 * TRY_AGAIN_AFTER_MS);
    }
  }

  private async untilAnswered(path: string, init: RequestInit): Promise<Answer> {
    const deadline = performance.now() + this.patienceMs();
    const sentAt: number[] = [];
    for (;;) {
      sentAt.push(Date.now());
      const response = await this.once(path, init);
      if (response !== undefined) return { ...response, sentAt };
      if (performance.now() > deadline) throw new GivenUp(`${init.method ?? 'GET'} ${routeOf(path)}`);
      await pause(TRY_AGAIN_AFTER_MS);
    }
  }

  /** @returns undefined when nobody can tell from the answer whether it was done, or it cannot be done just now. */
  private async once(path: string, init: RequestInit): Promise<Told | undefined> {
    const sending = this.send(path, init);
    await this.known.sent(sending.then((outcome) => (typeof outcome === 'string' ? outcome : undefined)));
    const outcome = await sending;
    return typeof outcome === 'string' ? undefined : outcome;
  }

  private async send(path: string, init: RequestInit): Promise<Told | NonNullable<Failure>> {
    try {
      const response = await fetch(this.url + path, {
        ...init,
        signal: AbortSignal.timeout(ANSWERED_WITHIN_MS),
      });
      const text = await response.text();
      const isJson = response.headers.get('content-type')?.includes('json') === true;
      const body = (isJson ? JSON.parse(text) : { text }) as Answer['body'];
      const { status } = response;
      if (status >= 500 || body['code'] === 'in-progress') {
        if (!SEND_IT_AGAIN.includes(status))
          this.known.contradictions.push(
            `${init.method ?? 'GET'} ${routeOf(path)} answered ${status} (${String(body['requestId'])})`,
          );
        return `${status} ${String(body['code'])}`;
      }
      return { status, body, replayed: response.headers.get('idempotency-replayed') === 'true' };
    } catch {
      // Refused, reset, cut off or too late: all the same to who wanted to know.
      return 'not answered';
    }
  }
}

function routeOf(path: string): string {
  return path
    .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id')
    .replace(/\?.*/, '')
    .replace(/(v1\/downloads\/).+/, '$1:token');
}
