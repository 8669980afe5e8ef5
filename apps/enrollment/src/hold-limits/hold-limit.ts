/** How many seats may be kept by who has not paid for them. */
export interface HoldLimit {
  /** Live holds of one person in one session. */
  readonly perPerson: number;
  /** Of a session's seats that one network may hold at a time; small sessions have seats of their own (`shareOf`). */
  readonly sharePercent: number;
}

export const DEFAULT_HOLD_LIMIT: HoldLimit = { perPerson: 2, sharePercent: 25 };

/** A family that books together. */
const TOGETHER = 4;
/** Two who come together, even where there is room for no others. */
const A_COUPLE = 2;

/** What is held and not paid for in a session, before a hold that is asked for. */
export interface LiveHolds {
  /** Holds of the same person. */
  readonly ofPerson: number;
  /** Seats held from the same network. */
  readonly seatsOfNetwork: number;
  /** When the first of each ends by itself; null when there is none, or its end is just being settled. */
  readonly personFreeAt: Date | null;
  readonly networkFreeAt: Date | null;
}

/**
 * The seats of a session that may be held, unpaid, from one network: a quarter. Of a small session a quarter would be
 * less than a family needs, so it is up to four seats there, but no more than half, and two seats in any case.
 */
export function shareOf(capacity: number, { sharePercent }: Pick<HoldLimit, 'sharePercent'>): number {
  const ofSmall = Math.min(TOGETHER, Math.ceil(capacity / 2));
  return Math.max(A_COUPLE, ofSmall, Math.floor((capacity * sharePercent) / 100));
}

/** Whose limit a hold of so many seats would pass, if any, and when that may be over. */
export function limitPassed(
  limit: HoldLimit,
  live: LiveHolds,
  asked: { seats: number; capacity: number; network: boolean },
): { of: 'person' | 'network'; freeAt: Date | null } | undefined {
  if (live.ofPerson >= limit.perPerson) return { of: 'person', freeAt: live.personFreeAt };
  const isWithinShare = live.seatsOfNetwork + asked.seats <= shareOf(asked.capacity, limit);
  if (!asked.network || isWithinShare) return undefined;
  return { of: 'network', freeAt: live.networkFreeAt };
}
