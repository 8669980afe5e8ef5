import { PostgresEventLog } from '#libs/events';
import type { EventLogStrategy } from './event-log-strategy.js';

export const openEventLog = (address: string) => PostgresEventLog.open(address);

/** The log in PostgreSQL, as tables of the database that the suite has anyway. */
export const postgresEventLog: EventLogStrategy = {
  start: async (databaseUrl) => ({ address: databaseUrl, stop: async () => undefined }),
  open: openEventLog,
  openModule: new URL(import.meta.url),
  noticesWithinMs: 10_000,
};
