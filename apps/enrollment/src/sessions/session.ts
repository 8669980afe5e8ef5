import type { Meeting, Money } from '#libs/contracts';

/** One scheduled occurrence of a workshop. */
export interface Session {
  readonly id: string;
  readonly workshopId: string;
  readonly state: 'scheduled' | 'called-off';
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly meetings: readonly Meeting[];
  /** IANA name: the wall clock by which people come. */
  readonly zone: string;
  readonly venue: string | null;
  readonly onlineUrl: string | null;
  readonly coachId: string | null;
  readonly capacity: number;
  /** Seats of people who are paying. */
  readonly held: number;
  /** Seats of confirmed enrollments. */
  readonly taken: number;
  /** Of one seat. */
  readonly price: Money;
  readonly version: number;
  /** Grows when an editor changes it, and not with its seats. */
  readonly edition: number;
}

export function seatsLeft(session: Pick<Session, 'capacity' | 'held' | 'taken'>): number {
  return session.capacity - session.held - session.taken;
}

/** Why a session gives no seat, whoever asks. */
export function whyClosed(
  session: Pick<Session, 'state' | 'startsAt'>,
  now: Date,
): 'called-off' | 'started' | undefined {
  if (session.state === 'called-off') return 'called-off';
  return session.startsAt <= now ? 'started' : undefined;
}
