import { setTimeout as pause } from 'node:timers/promises';
import type { BreakableAlly } from '../breakable-ally.js';
import type { OfferedSession, Offers } from './visit.js';

const ROOM = 100_000;
const ROOMY = ROOM / 2;
const HEARD_WITHIN_MS = 60_000;
const LOOK_AGAIN_MS = 100;
/** What the services have not heard of each other yet, without which they offer nothing. */
const NOT_HEARD = `
  SELECT 'workshop' FROM enrollment.sessions s
  WHERE NOT EXISTS (SELECT FROM enrollment.workshop_facts w WHERE w.workshop_id = s.workshop_id)
  UNION ALL SELECT 'course' FROM catalog.courses c
  WHERE NOT EXISTS (SELECT FROM payments.course_facts f WHERE f.course_id = c.id AND f.release IS NOT NULL)`;

/** What the demo has to offer. */
export async function findOffers(url: string): Promise<Offers> {
  const list = async <Item>(path: string) =>
    ((await (await fetch(url + path)).json()) as { data: readonly Item[] }).data;
  const sessions = await list<OfferedSession>('/v1/sessions?limit=100');
  const ids = async (path: string) => (await list<{ id: string }>(path)).map(({ id }) => id);
  return {
    freeSessions: sessions.filter(({ price }) => price.amount === 0),
    pricedSessions: sessions.filter(({ price }) => price.amount > 0),
    roomySessions: sessions.filter(({ price, seatsLeft }) => price.amount > 0 && seatsLeft > ROOMY),
    courseIds: await ids('/v1/courses'),
    articleIds: await ids('/v1/articles'),
  };
}

/**
 * Waits until all services know of the demo, and gives its largest sessions room for everybody; at the small ones people
 * go on fighting for the last seat.
 * @throws when they do not know of it within a minute.
 */
export async function makeRoom(ally: BreakableAlly): Promise<void> {
  const database = await ally.database();
  try {
    const deadline = performance.now() + HEARD_WITHIN_MS;
    while ((await database.query(NOT_HEARD)).rows.length > 0) {
      if (performance.now() > deadline) throw new Error('The services have not heard of the demo');
      await pause(LOOK_AGAIN_MS);
    }
    await database.query(
      `UPDATE enrollment.sessions SET capacity = ${ROOM} WHERE capacity BETWEEN 16 AND 40`,
    );
  } finally {
    await database.end();
  }
}
