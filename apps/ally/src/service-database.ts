import { Database } from '#libs/database';
import { CannotRun, WrongUse } from './said-plainly.js';
import { schemasAmong } from './verify/schema.repository.js';

/** The four services, each in the schema of its name. */
export const SERVICES = ['catalog', 'enrollment', 'payments', 'notifications'] as const;
export type ServiceName = (typeof SERVICES)[number];

/** @throws WrongUse when there is no such service. */
export function serviceNamed(name: string): ServiceName {
  const service = SERVICES.find((each) => each === name);
  if (service === undefined)
    throw new WrongUse(`There is no service ${name}: it is one of ${SERVICES.join(', ')}.`);
  return service;
}

/** Does some work on a schema as it is. */
export async function withSchema<Result>(
  url: string,
  schema: string,
  work: (database: Database) => Promise<Result>,
): Promise<Result> {
  const database = await Database.open({ url, schema, poolSize: 1 });
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

/** The services whose schema is in this database. @throws CannotRun where there is none. */
export async function servicesIn(url: string): Promise<ServiceName[]> {
  const present = await withSchema(url, 'public', (database) => schemasAmong(database, SERVICES));
  const services = SERVICES.filter((service) => present.has(service));
  if (services.length === 0) throw new CannotRun('There is no Ally in this database.');
  return services;
}
