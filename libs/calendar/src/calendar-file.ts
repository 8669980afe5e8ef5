import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import { DateTime } from 'luxon';
import { zoneComponent } from './calendar-zone.js';

/**
 * PUBLISH states what is; REQUEST invites and CANCEL takes back, and both name whom (RFC 5546, section 3.2).
 */
export type CalendarMethod =
  { method: 'PUBLISH' } | { method: 'REQUEST' | 'CANCEL'; attendee: { name?: string; email: string } };

export type CalendarEntry = CalendarMethod & {
  /** The same for every version of the entry: calendars match on it. */
  uid: string;
  /** Grows by one with every change that is sent (RFC 5545, section 3.8.7.4). */
  sequence: number;
  title: string;
  description: string;
  organizer: { name: string; email: string };
  /** IANA name. */
  zone: string;
  location?: string;
  url?: string;
  /** When this version was made, as a UTC instant (DTSTAMP). */
  stampedAt: string;
  /** UTC instants, in order; one event each. */
  meetings: readonly { startsAt: string; endsAt: string }[];
};

/**
 * A calendar file (RFC 5545) with one event per meeting. The first event has the entry's uid and the others
 * a suffix, so that a meeting added later leaves the first one in its place.
 */
export function calendarFile(entry: CalendarEntry): string {
  const calendar = ical({
    prodId: { company: 'Ally', product: 'Notifications', language: 'EN' },
    method: ICalCalendarMethod[entry.method],
    // With a zone of its own the calendar would write DTSTAMP in it, which must be in UTC.
    timezone: { name: null, generator: (zone) => zoneComponent(zone, entry.meetings) },
  });
  entry.meetings.forEach(({ startsAt, endsAt }, index) => {
    const event = calendar.createEvent({
      id: index === 0 ? entry.uid : `${entry.uid}-${index + 1}`,
      sequence: entry.sequence,
      stamp: DateTime.fromISO(entry.stampedAt),
      start: DateTime.fromISO(startsAt),
      end: DateTime.fromISO(endsAt),
      timezone: entry.zone,
      summary: entry.title,
      description: entry.description,
      location: entry.location ?? null,
      url: entry.url ?? null,
      organizer: entry.organizer,
      status: entry.method === 'CANCEL' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    });
    if (entry.method !== 'PUBLISH') event.createAttendee(entry.attendee);
  });
  return `${calendar.toString()}\r\n`;
}
