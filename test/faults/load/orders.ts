import { randomUUID } from 'node:crypto';
import type { Visit } from './visit.js';

export interface OpenOrder {
  readonly orderId: string;
  readonly payPath: string;
  readonly amount: number;
}

const TOO_LATE = ['order-closing', 'quote-expired', 'quote-closed'];

/** Opens the order of a quote or of courses, some people twice; undefined when it is too late for that. */
export async function checkOut(
  { client, random, person }: Visit,
  wanted:
    { readonly quote: string } | { readonly items: readonly { courseId: string }[]; readonly person: object },
  enrollmentId: string | null,
): Promise<OpenOrder | undefined> {
  const key = randomUUID();
  const orders = new Map<string, OpenOrder>();
  client.known.wish('checkouts', { key, email: person.email });
  for (let clicks = random.chance(0.2) ? 2 : 1; clicks > 0; clicks--) {
    const { status, body } = await client.post('/v1/checkouts', wanted, { key });
    if (status === 200 || status === 201) {
      const { orderId, total, payUrl } = body as unknown as {
        orderId: string;
        total: { amount: number };
        payUrl?: string;
      };
      if (!orders.has(orderId))
        client.known.acknowledge('orders', { orderId, enrollmentId, amount: total.amount });
      if (payUrl !== undefined)
        orders.set(orderId, { orderId, payPath: new URL(payUrl).pathname, amount: total.amount });
    } else if (!TOO_LATE.includes(String(body['code']))) {
      client.known.contradictions.push(`a checkout was answered ${status} ${String(body['code'])}`);
    }
  }
  if (orders.size > 1)
    client.known.contradictions.push(`the key ${key} was answered with ${orders.size} orders`);
  return orders.values().next().value;
}

/** Uses the sandbox's pay page: some webhooks about it come once, some twice, some late and some never. */
export async function atThePayPage(
  { client, random }: Visit,
  { orderId, payPath, amount }: OpenOrder,
  outcome: 'pay' | 'decline',
): Promise<void> {
  const webhook = random.oneOf(['once', 'once', 'lost', 'twice', 'late']);
  const { status, body } = await client.post(payPath, { outcome, webhook });
  if (status === 200 && outcome === 'decline') client.known.acknowledge('declines', { orderId });
  else if (status === 200 || body['code'] === 'session-paid')
    client.known.acknowledge('payments', { orderId, amount });
  else if (body['code'] !== 'session-expired')
    client.known.contradictions.push(`the pay page answered ${status} ${String(body['code'])}`);
}
