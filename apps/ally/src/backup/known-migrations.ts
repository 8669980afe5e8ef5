import type { Building } from '#libs/database';
import { PostgresEventLog } from '#libs/events';
import { migrationsOf } from '../migrate.js';
import { CannotRun } from '../said-plainly.js';
import { SERVICES } from '../service-database.js';
import type { Contents } from './manifest.js';
import { EVENT_LOG } from './snapshot.repository.js';

type Migrations = Parameters<Building['createSchema']>[1];

/** Of every schema of a backup, exactly the migrations that it has had. @throws CannotRun when this build lacks one. */
export async function migrationsOfBackup({ schemas }: Contents): Promise<Map<string, Migrations>> {
  const known = new Map<string, Migrations>([[EVENT_LOG, PostgresEventLog.MIGRATIONS]]);
  for (const service of SERVICES) known.set(service, await migrationsOf(service));
  return new Map(
    schemas.map(({ name, migrations }) => {
      const all = known.get(name) ?? [];
      const unknown = migrations.find((wanted) => !all.some((migration) => migration.name === wanted));
      if (unknown !== undefined) {
        throw new CannotRun(
          `This backup is of a newer Ally: this build does not know the migration ${unknown} of ${name}.`,
        );
      }
      return [name, all.filter((migration) => migrations.includes(migration.name))];
    }),
  );
}
