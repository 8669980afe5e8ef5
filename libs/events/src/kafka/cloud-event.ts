import type { IHeaders, KafkaMessage, Message } from 'kafkajs';
import type { LoggedEvent } from '../event-log.js';

/**
 * A fact as a message: CloudEvents 1.0.2, Kafka protocol binding, binary content mode. `schemaversion` is an extension of
 * ours; `traceparent` stands beside the `ce_` headers, where tracing tools look for it. The broker notes when it got the
 * message; when the fact happened is `ce_time`.
 */
export function toMessage(event: LoggedEvent): Message {
  const headers: IHeaders = {
    'content-type': 'application/json',
    ce_specversion: '1.0',
    ce_id: event.id,
    ce_source: `/${event.type.split('.')[0] ?? ''}`,
    ce_type: event.type,
    ce_time: event.occurredAt.toISOString(),
    ce_partitionkey: event.key,
    ce_schemaversion: String(event.schemaVersion),
  };
  if (event.traceparent !== null) headers.traceparent = event.traceparent;
  return { key: event.key, value: JSON.stringify(event.data), headers };
}

/**
 * The fact that a message is; undefined when it is none, such as a tombstone or what somebody else has written. Headers
 * that are not known here are ignored. What no column of PostgreSQL takes is none either: it could neither be handled nor
 * put aside, and would hold up its partition for ever.
 */
export function fromMessage(topic: string, { key, value, headers }: KafkaMessage): LoggedEvent | undefined {
  const header = (name: string) => headers?.[name]?.toString();
  const [id, type, time] = [header('ce_id'), header('ce_type'), header('ce_time')];
  if (header('ce_specversion') !== '1.0' || id === undefined || type === undefined || time === undefined)
    return undefined;
  const occurredAt = new Date(time);
  const schemaVersion = Number(header('ce_schemaversion') ?? '1');
  if (key === null || value === null || !UUID.test(id) || Number.isNaN(occurredAt.getTime()))
    return undefined;
  if (!Number.isInteger(schemaVersion) || Math.abs(schemaVersion) > LARGEST_INTEGER) return undefined;
  const traceparent = header('traceparent') ?? null;
  const data = parseJson(value);
  const fact = { id, topic, type, schemaVersion, key: key.toString(), occurredAt, data, traceparent };
  return data !== undefined && [type, fact.key, traceparent ?? ''].every(isText) ? fact : undefined;
}

/** A column of type `text` takes every character but this one. */
const isText = (text: string) => !text.includes('\0');
/** And one of type `integer` none that is further from zero. */
const LARGEST_INTEGER = 2 ** 31 - 1;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** In canonical JSON: what `jsonb` refuses, a NUL or one half of a surrogate pair. */
const NO_JSONB = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/;

function parseJson(value: Buffer): unknown {
  const text = value.toString();
  try {
    const data: unknown = JSON.parse(text);
    // Only an escape can stand for either of them.
    return text.includes('\\u') && NO_JSONB.test(JSON.stringify(data)) ? undefined : data;
  } catch {
    return undefined; // which is all that there is to say of it
  }
}
