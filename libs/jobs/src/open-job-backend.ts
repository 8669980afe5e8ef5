import type { JobBackend } from './job-backend.js';
import { PostgresJobBackend } from './postgres-job-backend.js';
import { RedisJobBackend } from './redis-job-backend.js';

/**
 * The jobs of a process: on Redis where there is one, otherwise in PostgreSQL. Opening waits for neither.
 * @param servers redisUrl: `redis://` or `rediss://`; its database number keeps several Allys on one Redis apart.
 */
export function openJobBackend(servers: { redisUrl?: string | undefined; databaseUrl: string }): JobBackend {
  const { redisUrl, databaseUrl } = servers;
  return redisUrl === undefined ? new PostgresJobBackend(databaseUrl) : new RedisJobBackend(redisUrl);
}
