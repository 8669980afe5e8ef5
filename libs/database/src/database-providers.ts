import type { Provider } from '@nestjs/common';
import { Database, type DatabaseOptions } from './database.js';

/** Closes the pool when everything else of the process has stopped. */
class DatabaseShutdown {
  constructor(private readonly database: Database) {}

  async onApplicationShutdown(): Promise<void> {
    await this.database.close();
  }
}

/** A service module's own database: connected and migrated before anything else of it starts, closed last. */
export function databaseProviders(options: DatabaseOptions): Provider[] {
  return [
    { provide: Database, useFactory: () => Database.connect(options) },
    {
      provide: DatabaseShutdown,
      inject: [Database],
      useFactory: (database: Database) => new DatabaseShutdown(database),
    },
  ];
}
