import { z } from 'zod';

export interface CatalogConfig {
  /** PostgreSQL connection string; the catalog keeps to the schema `catalog` in it. */
  readonly databaseUrl: string;
}

const environment = z.object({ DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }) });

/** @throws ZodError naming each variable that is missing or malformed. */
export function catalogConfig(env: NodeJS.ProcessEnv): CatalogConfig {
  const { DATABASE_URL } = environment.parse(env);
  return Object.freeze({ databaseUrl: DATABASE_URL });
}
