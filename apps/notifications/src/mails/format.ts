import { DateTime, Interval } from 'luxon';

/** ISO 4217 currencies whose minor unit is not a hundredth. Intl follows CLDR, which differs (HUF, IQD). */
const exponentOf: Readonly<Record<string, number>> = {
  ...Object.fromEntries(
    'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' ').map((code) => [code, 0]),
  ),
  ...Object.fromEntries('BHD IQD JOD KWD LYD OMR TND'.split(' ').map((code) => [code, 3])),
  CLF: 4,
  UYW: 4,
};

/** An amount in minor units as people write it, for instance "$120.00". */
export function formatMoney(money: { amount: number; currency: string }, locale: string): string {
  const exponent = exponentOf[money.currency] ?? 2;
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: money.currency,
    minimumFractionDigits: exponent,
    maximumFractionDigits: exponent,
  }).format(money.amount / 10 ** exponent);
}

/** A UTC instant on the wall of an IANA zone: "Tuesday, December 1, 2026, 6:00 PM (Chicago time)". */
export function formatInstant(iso: string, zone: string, locale: string): string {
  return `${dateAndTime(wallClock(iso, zone, locale))} (${zoneName(zone)})`;
}

/** The time of day alone, where the day goes without saying: "6:00 PM (Chicago time)". */
export function formatClock(iso: string, zone: string, locale: string): string {
  return `${plainSpaces(wallClock(iso, zone, locale).toLocaleString(DateTime.TIME_SIMPLE))} (${zoneName(zone)})`;
}

/** The day alone, for a subject: "Tuesday, December 1". */
export function formatDay(iso: string, zone: string, locale: string): string {
  return plainSpaces(
    wallClock(iso, zone, locale).toLocaleString({ weekday: 'long', month: 'long', day: 'numeric' }),
  );
}

/** From one UTC instant to another, the day said once where both fall on the same one. */
export function formatPeriod(startsAt: string, endsAt: string, zone: string, locale: string): string {
  const start = wallClock(startsAt, zone, locale);
  const end = wallClock(endsAt, zone, locale);
  const times = start.hasSame(end, 'day')
    ? `${dateOf(start)}, ${plainSpaces(Interval.fromDateTimes(start, end).toLocaleString(DateTime.TIME_SIMPLE))}`
    : `${dateAndTime(start)} – ${dateAndTime(end)}`;
  return `${times} (${zoneName(zone)})`;
}

const kilobyte = { unit: 'kilobyte', bytes: 1e3 };
const largerUnits = [
  { unit: 'gigabyte', bytes: 1e9 },
  { unit: 'megabyte', bytes: 1e6 },
];

/** The size of a file in decimal units, for instance "52.4 MB". */
export function formatBytes(size: number, locale: string): string {
  const { unit, bytes } = largerUnits.find((larger) => size >= larger.bytes) ?? kilobyte;
  return new Intl.NumberFormat(locale, { style: 'unit', unit, maximumFractionDigits: 1 }).format(
    size / bytes,
  );
}

function wallClock(iso: string, zone: string, locale: string): DateTime {
  return DateTime.fromISO(iso, { zone, locale });
}

function dateOf(moment: DateTime): string {
  return plainSpaces(moment.toLocaleString(DateTime.DATE_HUGE));
}

function dateAndTime(moment: DateTime): string {
  return `${dateOf(moment)}, ${plainSpaces(moment.toLocaleString(DateTime.TIME_SIMPLE))}`;
}

/** Intl separates with thin and narrow spaces that some mail programs show as boxes. */
function plainSpaces(text: string): string {
  return text.replace(/\s/gu, ' ');
}

function zoneName(zone: string): string {
  return zone === 'UTC' ? 'UTC' : `${zone.split('/').at(-1)?.replaceAll('_', ' ')} time`;
}
