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
 * that are not known here are ignored.
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
  if (!Number.isSafeInteger(schemaVersion)) return undefined;
  const data = parseJson(value);
  if (data === undefined) return undefined;
  const traceparent = header('traceparent') ?? null;
  return { id, topic, type, schemaVersion, key: key.toString(), occurredAt, data, traceparent };
}

/** The inbox keeps ids in a column of this type: another id would hold up the partition for ever. */
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function parseJson(value: Buffer): unknown {
  try {
    return JSON.parse(value.toString());
  } catch {
    return undefined; // which is all that there is to say of it
  }
}
