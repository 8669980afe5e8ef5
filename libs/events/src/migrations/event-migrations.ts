import { CreateEventTables1763900000001 } from './create-event-tables.js';
import { ExtendEventTables1764001000001 } from './extend-event-tables.js';
import { TidyEventTables1765001000001 } from './tidy-event-tables.js';
import { VersionEventTables1765000000001 } from './version-event-tables.js';

/** What every service's schema has to have to publish and consume events; part of the service's own migrations. */
export const EVENT_MIGRATIONS = [
  CreateEventTables1763900000001,
  ExtendEventTables1764001000001,
  VersionEventTables1765000000001,
  TidyEventTables1765001000001,
];
