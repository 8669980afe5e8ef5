import { Database } from '#libs/database';
import type { Call, Command } from './command.js';
import { SERVICES, withSchema, type ServiceName } from './service-database.js';
import { appliedMigrations } from './migrations.repository.js';

/** `migrate`: what a start does first, by itself. */
export const migrate: Command = {
  name: 'migrate',
  takes: [],
  options: {},
  does: 'Brings the tables of all services and of the event log to the form that this build needs.',
  help: [
    '',
    'Every start does that by itself, one process at a time; this does it ahead of a start. Migrations that were applied',
    'are left alone.',
  ],
  async run({ ally, say }: Call): Promise<number> {
    if (ally.logIsInDatabase) await (await ally.openEventLog()).close();
    for (const service of SERVICES) {
      const before = await countApplied(ally.url, service);
      const migrations = await migrationsOf(service);
      await (await Database.connect({ url: ally.url, schema: service, poolSize: 1, migrations })).close();
      say(`${service}: ${(await countApplied(ally.url, service)) - before} migrations applied`);
    }
    return 0;
  },
};

/** Loaded when needed: a module comes with all that its service is made of. */
export async function migrationsOf(service: ServiceName) {
  switch (service) {
    case 'catalog':
      return (await import('../../catalog/src/catalog.module.js')).CATALOG_MIGRATIONS;
    case 'enrollment':
      return (await import('../../enrollment/src/enrollment.module.js')).ENROLLMENT_MIGRATIONS;
    case 'payments':
      return (await import('../../payments/src/payments.module.js')).PAYMENTS_MIGRATIONS;
    case 'notifications':
      return (await import('../../notifications/src/notifications.module.js')).NOTIFICATIONS_MIGRATIONS;
  }
}

function countApplied(url: string, service: ServiceName): Promise<number> {
  return withSchema(url, service, appliedMigrations);
}
