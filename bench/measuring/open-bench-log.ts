import { openEventLog, type EventLog } from '#libs/events';

/** The log of a benchmark: in Kafka where there are brokers, else in PostgreSQL. When its events come no more, the process ends. */
export function openBenchLog(
  databaseUrl: string,
  kafkaBrokers: readonly string[],
  clientId: string,
): Promise<EventLog> {
  const onFatal = (error: Error) => {
    throw error;
  };
  return openEventLog({ databaseUrl, kafkaBrokers, clientId, onFatal });
}
