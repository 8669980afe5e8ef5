import { z } from 'zod';

/** How large a file an operator may upload, in MB (2^20 bytes); `ALLY_UPLOAD_LIMIT_MB`. */
export const uploadLimitMb = z.coerce.number().int().min(1).max(1_000_000);
export const DEFAULT_UPLOAD_LIMIT_MB = 1024;

const schema = z.object({
  databaseUrl: z.string().min(1),
  operatorKey: z.string().min(16),
  uploadLimitMb: uploadLimitMb.optional(),
});

/** The settings of the catalog service. */
export class CatalogConfig {
  readonly databaseUrl!: string;
  readonly operatorKey!: string;
  /** Undefined: `DEFAULT_UPLOAD_LIMIT_MB`. */
  readonly uploadLimitMb?: number | undefined;

  /** @throws ZodError naming what is missing or wrong. */
  static from(env: NodeJS.ProcessEnv): CatalogConfig {
    const settings = schema.parse({
      databaseUrl: env.DATABASE_URL,
      operatorKey: env.ALLY_OPERATOR_KEY,
      uploadLimitMb: env.ALLY_UPLOAD_LIMIT_MB,
    });
    return Object.freeze(Object.assign(new CatalogConfig(), settings));
  }
}
