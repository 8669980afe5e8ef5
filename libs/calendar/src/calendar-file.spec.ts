import { describe, expect, it } from '@jest/globals';
import ICAL from 'ical.js';
import { calendarFile, type CalendarEntry } from './calendar-file.js';

const entry: CalendarEntry = {
  method: 'PUBLISH',
  uid: 'enrollment-1@ally.test',
  sequence: 0,
  title: 'Speak Up, Stay Kind',
  description: 'Bring a friend;\nor come alone.',
  organizer: { name: 'Lakeside Foundation', email: 'hello@lakeside.test' },
  zone: 'America/Chicago',
  location: 'Harbor House, Chicago',
  url: 'https://ally.test/enrollments/1',
  stampedAt: '2026-11-24T15:00:00Z',
  meetings: [{ startsAt: '2026-12-02T00:00:00Z', endsAt: '2026-12-02T02:00:00Z' }],
};

interface ReadEvent {
  component: ICAL.Component;
  uid: string;
  startsAt: string;
  endsAt: string;
}

/** Reads a file as a calendar program would: zones come from the file alone. */
function readEvents(file: string): ReadEvent[] {
  const calendar = new ICAL.Component(ICAL.parse(file));
  const zones = new Map(
    calendar.getAllSubcomponents('vtimezone').map((component) => {
      const zone = new ICAL.Timezone(component);
      return [zone.tzid, zone] as const;
    }),
  );
  const instantOf = (component: ICAL.Component, property: string): string => {
    const time = component.getFirstPropertyValue(property) as ICAL.Time;
    const tzid = component.getFirstProperty(property)?.getFirstParameter('tzid');
    if (tzid) time.zone = zones.get(tzid) ?? ICAL.Timezone.localTimezone;
    return new Date(time.toUnixTime() * 1000).toISOString().replace('.000Z', 'Z');
  };
  return calendar.getAllSubcomponents('vevent').map((component) => ({
    component,
    uid: String(component.getFirstPropertyValue('uid')),
    startsAt: instantOf(component, 'dtstart'),
    endsAt: instantOf(component, 'dtend'),
  }));
}

describe('calendarFile', () => {
  it.each([
    ['America/Chicago', 'in winter', '2026-12-02T00:00:00Z', '2026-12-02T02:00:00Z'],
    ['America/Chicago', 'in summer', '2026-07-02T00:00:00Z', '2026-07-02T02:00:00Z'],
    [
      'America/Chicago',
      'over the night the clocks go forward',
      '2026-03-08T07:30:00Z',
      '2026-03-08T08:30:00Z',
    ],
    [
      'Australia/Lord_Howe',
      'with half an hour of summer time',
      '2026-12-02T00:00:00Z',
      '2026-12-02T02:00:00Z',
    ],
    ['Asia/Kolkata', 'with no summer time', '2026-06-02T00:00:00Z', '2026-06-02T02:00:00Z'],
    ['Africa/Casablanca', 'inside a short winter time', '2026-03-01T10:00:00Z', '2026-03-01T11:00:00Z'],
    ['UTC', 'plain', '2026-12-02T00:00:00Z', '2026-12-02T02:00:00Z'],
  ])('in %s, %s, a reader finds the same instants', (zone, _when, startsAt, endsAt) => {
    const events = readEvents(calendarFile({ ...entry, zone, meetings: [{ startsAt, endsAt }] }));
    expect(events).toMatchObject([{ startsAt, endsAt }]);
  });

  it('shows the wall clock of the zone and defines the zone', () => {
    const file = calendarFile(entry);
    expect(file).toContain('DTSTART;TZID=America/Chicago:20261201T180000');
    expect(file).toContain('BEGIN:VTIMEZONE\r\nTZID:America/Chicago');
    expect(file).toContain(
      'BEGIN:STANDARD\r\nDTSTART:20261101T020000\r\nTZOFFSETFROM:-0500\r\nTZOFFSETTO:-0600\r\nTZNAME:CST',
    );
  });

  it('is stamped with the given instant, so the same entry gives the same file', () => {
    expect(calendarFile(entry)).toContain('DTSTAMP:20261124T150000Z');
    expect(calendarFile(entry)).toBe(calendarFile(entry));
  });

  it('keeps the uid when the sequence grows', () => {
    const [changed] = readEvents(calendarFile({ ...entry, sequence: 3 }));
    expect(changed?.uid).toBe(entry.uid);
    expect(changed?.component.getFirstPropertyValue('sequence')).toBe(3);
  });

  it('several meetings are several events, and the first keeps the uid', () => {
    const second = { startsAt: '2027-04-01T23:00:00Z', endsAt: '2027-04-02T01:00:00Z' };
    const events = readEvents(calendarFile({ ...entry, meetings: [...entry.meetings, second] }));
    expect(events).toMatchObject([
      { uid: 'enrollment-1@ally.test', ...entry.meetings[0] },
      { uid: 'enrollment-1@ally.test-2', ...second },
    ]);
  });

  it('text with commas and line breaks comes back as it was', () => {
    const [event] = readEvents(calendarFile(entry));
    expect(event?.component.getFirstPropertyValue('summary')).toBe(entry.title);
    expect(event?.component.getFirstPropertyValue('description')).toBe(entry.description);
    expect(event?.component.getFirstPropertyValue('location')).toBe(entry.location);
    expect(event?.component.getFirstPropertyValue('url')).toBe(entry.url);
  });

  it('a cancellation names the person and marks the event', () => {
    const file = calendarFile({
      ...entry,
      method: 'CANCEL',
      attendee: { name: 'Ana', email: 'ana@people.test' },
    });
    expect(file).toContain('METHOD:CANCEL');
    expect(file).toContain('STATUS:CANCELLED');
    expect(file.replace(/\r\n /g, '')).toMatch(/ATTENDEE;.*:mailto:ana@people\.test/i);
  });
});
