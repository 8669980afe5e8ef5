import { setTimeout as pause } from 'node:timers/promises';
import type { BreakableAlly } from '../breakable-ally.js';
import type { OfferedSession, Offers } from './visit.js';

const ROOM = 100_000;
const ROOMY = ROOM / 2;
const LISTED_WITHIN_MS = 60_000;
const LOOK_AGAIN_MS = 100;

/**
 * What the demo has to offer. A session is listed once its service has heard of its workshop.
 * @param count how many sessions there are.
 * @throws when they are not listed within a minute.
 */
export async function findOffers(url: string, count: number): Promise<Offers> {
  const list = async <Item>(path: string) =>
    ((await (await fetch(url + path)).json()) as { data: readonly Item[] }).data;
  const deadline = performance.now() + LISTED_WITHIN_MS;
  let sessions: readonly OfferedSession[] = [];
  while (sessions.length < count) {
    if (performance.now() > deadline) throw new Error(`${sessions.length} of ${count} sessions are listed`);
    await pause(LOOK_AGAIN_MS);
    sessions = await list<OfferedSession>('/v1/sessions?limit=100');
  }
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
 * Gives the largest sessions room for everybody; at the small ones people go on fighting for the last seat.
 * @returns how many sessions there are.
 */
export async function makeRoom(ally: BreakableAlly): Promise<number> {
  const database = await ally.database();
  await database.query(`UPDATE enrollment.sessions SET capacity = ${ROOM} WHERE capacity BETWEEN 16 AND 40`);
  const { rows } = await database.query<{ count: number }>(
    'SELECT count(*)::int AS count FROM enrollment.sessions',
  );
  await database.end();
  return rows[0]?.count ?? 0;
}
