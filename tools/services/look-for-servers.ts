import { CannotStart } from '#libs/process';
import { answers, placeOf } from '../servers/answers.js';
import type { Servers } from './services.config.js';

/** @throws CannotStart naming the first server that does not take connections. */
export async function lookForServers({ databaseUrl, redisUrl, kafkaBrokers }: Servers): Promise<void> {
  const addresses = [
    ['PostgreSQL (DATABASE_URL)', databaseUrl],
    ['Redis (REDIS_URL)', redisUrl],
    ['Kafka (KAFKA_BROKERS)', kafkaBrokers],
  ] as const;
  for (const [name, address] of addresses) {
    if (await answers(address)) continue;
    const { host, port } = placeOf(address);
    throw new CannotStart(
      `${name} does not answer at ${host}, port ${port}: start it, or all of them by \`npm run servers -- up\`.`,
    );
  }
}
