import { z } from 'zod';
import { defineEvent } from './event-definition.js';
import { id, instant, money, via, zone } from './primitives.js';

export const meeting = z.object({ startsAt: instant, endsAt: instant });
export type Meeting = z.infer<typeof meeting>;

export const sessionState = z.enum(['scheduled', 'called-off']);

/** The full state of a session, carried by every fact of its (compacted) topic. */
const sessionFacts = {
  sessionId: id,
  version: z.int(),
  workshopId: id,
  state: sessionState,
  startsAt: instant,
  endsAt: instant,
  meetings: z.array(meeting),
  zone,
  venue: z.string().nullable(),
  onlineUrl: z.string().nullable(),
  coachId: id.nullable(),
  capacity: z.int(),
  seatsLeft: z.int(),
  price: money,
};
const sessionTopic = 'enrollment.session.v1';
const sessionFact = (fact: string) =>
  defineEvent({
    type: `enrollment.session.${fact}`,
    topic: sessionTopic,
    compacted: true,
    key: 'sessionId',
    data: sessionFacts,
  });
export const sessionScheduled = sessionFact('scheduled');
/** An operator has changed it: its place, its seats, its price, or, while nobody has a seat, its time. */
export const sessionChanged = sessionFact('changed');
export const sessionFilled = sessionFact('filled');
export const sessionSeatsFreed = sessionFact('seats-freed');

/** What every fact of an enrollment says, so that a consumer needs no memory of the earlier ones. */
const enrollmentFacts = {
  enrollmentId: id,
  version: z.int(),
  sessionId: id,
  workshopId: id,
  personId: id,
  seats: z.int(),
  via: via.nullable(),
  /** What a link to this enrollment must name to open it. */
  epoch: z.int(),
};
const enrollmentTopic = 'enrollment.enrollment.v1';
const enrollmentFact = <Shape extends z.ZodRawShape>(fact: string, more: Shape) =>
  defineEvent({
    type: `enrollment.enrollment.${fact}`,
    topic: enrollmentTopic,
    key: 'enrollmentId',
    data: { ...enrollmentFacts, ...more },
  });

export const enrollmentHeld = enrollmentFact('held', { payableUntil: instant, price: money });
export const enrollmentConfirmed = enrollmentFact('confirmed', { orderId: id.nullable(), price: money });
/** Enrollment asks payments: is this paid, or is it over? Payments answers exactly one of paid or abandoned. */
export const enrollmentClosing = enrollmentFact('closing', {
  reason: z.enum(['deadline', 'cancelled']),
  price: money,
});
export const enrollmentExpired = enrollmentFact('expired', {});
export const enrollmentCancelled = enrollmentFact('cancelled', {});
/** It belongs to another person from now on; links of before are dead. */
export const enrollmentTransferred = enrollmentFact('transferred', { fromPersonId: id });
