import type { Session } from './session.js';
import { seatsLeft } from './session.js';

/** A session as its events carry it: the whole state. */
export function sessionFactsOf(session: Session) {
  return {
    sessionId: session.id,
    version: session.version,
    workshopId: session.workshopId,
    state: session.state,
    startsAt: session.startsAt.toISOString(),
    endsAt: session.endsAt.toISOString(),
    meetings: [...session.meetings],
    zone: session.zone,
    venue: session.venue,
    onlineUrl: session.onlineUrl,
    coachId: session.coachId,
    capacity: session.capacity,
    seatsLeft: seatsLeft(session),
    price: session.price,
  };
}
