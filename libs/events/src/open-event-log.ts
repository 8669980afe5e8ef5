import type { EventLog } from './event-log.js';
import { KafkaEventLog } from './kafka/kafka-event-log.js';
import { PostgresEventLog } from './postgres-event-log.js';

/** The event log that the settings of a process ask for: Kafka where brokers are named, else tables in PostgreSQL. */
export async function openEventLog({
  kafkaBrokers = [],
  databaseUrl,
  clientId,
  onFatal,
}: {
  kafkaBrokers?: readonly string[];
  databaseUrl: string;
  clientId: string;
  /** Events will come no more; the process had better end, to be started again. */
  onFatal: (error: Error) => void;
}): Promise<EventLog> {
  if (kafkaBrokers.length === 0) return PostgresEventLog.open(databaseUrl);
  return new KafkaEventLog({ brokers: kafkaBrokers, clientId, onFatal });
}
