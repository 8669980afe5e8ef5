import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { checkOut } from '../load/orders.js';
import { GivenUp, PatientClient } from '../load/patient-client.js';
import { takeSeats } from '../load/seats.js';
import type { Visit } from '../load/visit.js';
import type { SceneOfServices } from './service-fault.js';

const WITHIN_MS = 120_000;
const LOOK_AGAIN_MS = 50;
let probes = 0;

/**
 * Resolves once service is full: every process is there, and somebody who reads, takes a seat and pays for it has the
 * mail that says so. That goes through the web processes of all services, PostgreSQL, Kafka, Redis and all workers that
 * have anything to do with it.
 * @returns false when all of that together takes longer than two minutes; within one answer more, then.
 */
export async function fullService(scene: SceneOfServices): Promise<boolean> {
  const deadline = performance.now() + WITHIN_MS;
  const whole = async () => {
    while (!scene.ally.isWhole) {
      if (performance.now() > deadline) throw new GivenUp('processes');
      await pause(LOOK_AGAIN_MS);
    }
  };
  try {
    await Promise.all([whole(), takeAllTheWay(scene, deadline)]);
    return performance.now() <= deadline;
  } catch (error) {
    if (error instanceof GivenUp) return false;
    throw error;
  }
}

async function takeAllTheWay(
  { ally, known, random, offers }: SceneOfServices,
  deadline: number,
): Promise<void> {
  const client = new PatientClient(ally.url, known, () => deadline - performance.now());
  const visit: Visit = {
    client,
    random,
    offers,
    person: { name: 'Somebody', email: `probe-${++probes}@faults.example.org` },
    largestFile: 0,
    waitUntil: async () => undefined,
    besides: () => undefined,
  };
  const read = { readerId: randomUUID(), articleId: random.oneOf(offers.articleIds) };
  const { status } = await client.post('/v1/reads', { ...read, seconds: 1, depth: 1 });
  if (status === 202) known.acknowledge('reads', read);
  const held = await takeSeats(visit, random.oneOf(offers.roomySessions));
  const order = held?.quote && (await checkOut(visit, { quote: held.quote }, held.id));
  if (!order) throw new GivenUp('a seat');
  const { orderId, amount } = order;
  const paid = await client.post(order.payPath, { outcome: 'pay', webhook: 'once' });
  if (paid.status === 200 || paid.body['code'] === 'session-paid')
    known.acknowledge('payments', { orderId, amount });
  const mail = await client.lookFor(async () => {
    const { body } = await client.get(`/v1/mailbox?limit=100&to=${encodeURIComponent(visit.person.email)}`);
    const mails = body['data'] as readonly { subject: string }[];
    return mails.find(({ subject }) => subject.startsWith('You are in'));
  });
  if (mail === undefined) throw new GivenUp('a mail');
}
