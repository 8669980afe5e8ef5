import { randomUUID } from 'node:crypto';
import type { OfferedSession, Visit } from './visit.js';

export interface TakenSeats {
  readonly id: string;
  readonly link: string;
  readonly quote: string | null;
  readonly payableUntil: string | null;
}

/** Takes seats, some people by a double click; undefined when there are none left. */
export async function takeSeats(visit: Visit, session: OfferedSession): Promise<TakenSeats | undefined> {
  const { client, random, person } = visit;
  const { email } = person;
  const key = randomUUID();
  const seats = random.chance(0.2) ? 2 : 1;
  const taken = new Map<string, TakenSeats>();
  client.known.wish('enrollments', { key, email });
  const send = async () => {
    const { status, body } = await client.post(
      '/v1/enrollments',
      { sessionId: session.id, seats, person },
      { key },
    );
    const enrolled = body as unknown as TakenSeats;
    if (status === 201 && !taken.has(enrolled.id)) {
      taken.set(enrolled.id, enrolled);
      client.known.acknowledge('enrollments', { id: enrolled.id, key, sessionId: session.id, seats, email });
    } else if (status !== 201 && body['code'] !== 'sold-out') {
      client.known.contradictions.push(`an enrollment was answered ${status} ${String(body['code'])}`);
    }
  };
  await Promise.all(random.chance(0.2) ? [send(), send()] : [send()]);
  if (taken.size > 1)
    client.known.contradictions.push(`the key ${key} was answered with ${taken.size} enrollments`);
  return taken.values().next().value;
}

/** Lets seats go. */
export async function letGo({ client }: Visit, { id, link }: TakenSeats): Promise<void> {
  const { status, body } = await client.post(`/v1/enrollments/${id}/cancellation`, {}, { token: link });
  if (status === 202) client.known.acknowledge('cancellations', { enrollmentId: id });
  // Who pays while they cancel may have the seat for good.
  else if (body['code'] !== 'paid-seats-stay')
    client.known.contradictions.push(`a cancellation was answered ${status} ${String(body['code'])}`);
}
