import { z } from 'zod';

const schema = z.object({ databaseUrl: z.string().min(1), operatorKey: z.string().min(16) });

/** The settings of the catalog service. */
export class CatalogConfig {
  readonly databaseUrl!: string;
  readonly operatorKey!: string;

  /** @throws ZodError naming what is missing or wrong. */
  static from(env: NodeJS.ProcessEnv): CatalogConfig {
    const settings = schema.parse({ databaseUrl: env.DATABASE_URL, operatorKey: env.ALLY_OPERATOR_KEY });
    return Object.freeze(Object.assign(new CatalogConfig(), settings));
  }
}
