import type { Randomness } from '../randomness.js';
import type { PatientClient } from './patient-client.js';

export interface OfferedSession {
  readonly id: string;
  readonly seatsLeft: number;
  readonly price: { readonly amount: number };
}

/** What there is to take. */
export interface Offers {
  readonly freeSessions: readonly OfferedSession[];
  readonly pricedSessions: readonly OfferedSession[];
  /** Priced ones with room for everybody. */
  readonly roomySessions: readonly OfferedSession[];
  readonly courseIds: readonly string[];
  readonly articleIds: readonly string[];
}

/** One person who comes once, and what they need for it. */
export interface Visit {
  readonly client: PatientClient;
  readonly random: Randomness;
  readonly person: { readonly name: string; readonly email: string };
  readonly offers: Offers;
  /** Files above this many bytes are left alone. */
  readonly largestFile: number;
  /** Resolves at this instant of the system's clock, or when no more load is wanted. */
  waitUntil(instant: Date): Promise<void>;
  /** Lets this go on beside the client's next visits. */
  besides(work: () => Promise<void>): void;
}

/** What some people come for. */
export interface Story {
  readonly weight: number;
  play(visit: Visit): Promise<void>;
}

/** The first link with `part` in it that a mail to this person holds; undefined when none comes while they wait. */
export async function mailedLink({ client, person }: Visit, part: string): Promise<URL | undefined> {
  return client.lookFor(async () => {
    const { body } = await client.get(`/v1/mailbox?limit=100&to=${encodeURIComponent(person.email)}`);
    const links = (body['data'] as readonly { text: string }[]).flatMap(({ text }) =>
      [...text.matchAll(/https?:\/\/\S+/g)].map(([link]) => link),
    );
    const link = links.find((each) => each.includes(part));
    return link === undefined ? undefined : new URL(link);
  });
}
