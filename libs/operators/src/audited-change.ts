import { isDeepStrictEqual } from 'node:util';

type Json = null | boolean | number | string | Json[] | { [field: string]: Json };
export type AuditedFields = Record<string, Json>;

const SECRET_FIELD = /hash$|secret|token|password|^key$/i;
const PERSONAL_FIELD = /^(e-?mail|phone|person|attendees?)$/i;
/** Bounded, so that a long text without any blank is not searched again and again (RFC 5321: 64 and 255 octets). */
const ADDRESS = /[^\s@<>"'(),;:]{1,64}@[^\s@<>"'(),;:]{1,255}\.[^\s@<>"'(),;:.]{1,63}/g;

/**
 * What a write has changed, for the trail: the fields of `before` and `after` that differ (all of one when the other is
 * null). Secrets, their hashes and people's fields stay out by their names, mail addresses wherever they stand; that they
 * changed is still seen. Who writes passes ids of people and never their names, but for what the public site shows of
 * them: authors, and coaches.
 */
export function auditedChange(
  before: object | null,
  after: object | null,
): { before: AuditedFields | null; after: AuditedFields | null } {
  const [from, to] = [plain(before), plain(after)];
  const fields = Object.keys({ ...from, ...to }).filter(
    (field) => !isDeepStrictEqual(from?.[field], to?.[field]),
  );
  const only = (state: AuditedFields | null) =>
    state === null
      ? null
      : Object.fromEntries(
          fields.flatMap((field) => {
            const value = state[field];
            return value === undefined ? [] : [[field, redacted(field, value)]];
          }),
        );
  return { before: only(from), after: only(to) };
}

/** As it will stand in the database: dates as text, no functions, nothing undefined. */
function plain(state: object | null): AuditedFields | null {
  return state === null ? null : (JSON.parse(JSON.stringify(state)) as AuditedFields);
}

function redacted(field: string, value: Json): Json {
  if (value !== null && (SECRET_FIELD.test(field) || PERSONAL_FIELD.test(field))) return '[redacted]';
  if (typeof value === 'string') return value.replace(ADDRESS, '[address]');
  if (Array.isArray(value)) return value.map((each) => redacted('', each));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, redacted(name, inner)]));
  }
  return value;
}
