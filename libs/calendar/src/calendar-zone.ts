import { DateTime } from 'luxon';

const week = 7 * 24 * 3600_000;
const year = 366 * 24 * 3600_000;

/**
 * The VTIMEZONE (RFC 5545, section 3.6.5) of an IANA zone around the given meetings: every change of its clocks
 * from a year before the first to a year after the last, one by one. Node's own zone data is the source.
 */
export function zoneComponent(
  zone: string,
  meetings: readonly { startsAt: string; endsAt: string }[],
): string {
  const instants = meetings.flatMap(({ startsAt, endsAt }) => [Date.parse(startsAt), Date.parse(endsAt)]);
  const from = Math.min(...instants) - year;
  const until = Math.max(...instants) + year;
  const first = DateTime.fromMillis(from, { zone });
  return [
    'BEGIN:VTIMEZONE',
    `TZID:${zone}`,
    ...observance(first, first.offset),
    ...clockChanges(zone, from, until).flatMap(({ at, offsetBefore }) => observance(at, offsetBefore)),
    'END:VTIMEZONE',
  ].join('\r\n');
}

interface ClockChange {
  at: DateTime;
  /** Minutes ahead of UTC until then. */
  offsetBefore: number;
}

function clockChanges(zone: string, from: number, until: number): ClockChange[] {
  const offsetAt = (millis: number) => DateTime.fromMillis(millis, { zone }).offset;
  const changes: ClockChange[] = [];
  for (let start = from; start < until; start += week) {
    const offsetBefore = offsetAt(start);
    if (offsetBefore === offsetAt(start + week)) continue;
    let [same, changed] = [start, start + week];
    while (changed - same > 1) {
      const middle = Math.floor((same + changed) / 2);
      if (offsetAt(middle) === offsetBefore) same = middle;
      else changed = middle;
    }
    changes.push({ at: DateTime.fromMillis(changed, { zone }), offsetBefore });
  }
  return changes;
}

/** Its start is written in the clock that was showing until then. */
function observance(at: DateTime, offsetBefore: number): string[] {
  const kind = at.isInDST ? 'DAYLIGHT' : 'STANDARD';
  return [
    `BEGIN:${kind}`,
    `DTSTART:${at.toUTC(offsetBefore).toFormat("yyyyMMdd'T'HHmmss")}`,
    `TZOFFSETFROM:${utcOffset(offsetBefore)}`,
    `TZOFFSETTO:${utcOffset(at.offset)}`,
    `TZNAME:${at.setLocale('en-US').offsetNameShort}`,
    `END:${kind}`,
  ];
}

function utcOffset(minutes: number): string {
  const two = (value: number) => String(Math.trunc(value)).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${two(Math.abs(minutes) / 60)}${two(Math.abs(minutes) % 60)}`;
}
