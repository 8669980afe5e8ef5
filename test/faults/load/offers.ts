import type { AllyUnderFault } from '../ally-under-fault.js';
import type { OfferedSession, Offers } from './visit.js';

/** What the demo has to offer. */
export async function findOffers(url: string): Promise<Offers> {
  const list = async <Item>(path: string) =>
    ((await (await fetch(url + path)).json()) as { data: readonly Item[] }).data;
  const sessions = await list<OfferedSession>('/v1/sessions?limit=100');
  const ids = async (path: string) => (await list<{ id: string }>(path)).map(({ id }) => id);
  return {
    freeSessions: sessions.filter(({ price }) => price.amount === 0),
    pricedSessions: sessions.filter(({ price }) => price.amount > 0),
    courseIds: await ids('/v1/courses'),
    articleIds: await ids('/v1/articles'),
  };
}

/** Gives the largest sessions room for everybody; at the small ones people go on fighting for the last seat. */
export async function makeRoom(ally: AllyUnderFault): Promise<void> {
  const database = await ally.database();
  await database.query('UPDATE enrollment.sessions SET capacity = 100000 WHERE capacity BETWEEN 16 AND 40');
  await database.end();
}
