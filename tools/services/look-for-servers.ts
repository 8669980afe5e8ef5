import { once } from 'node:events';
import { connect } from 'node:net';
import { CannotStart } from '#libs/process';
import type { Servers } from './services.config.js';

const ANSWER_WITHIN_MS = 3_000;
const PORTS: Readonly<Record<string, string>> = { 'postgres:': '5432', 'postgresql:': '5432' };
const REDIS_PORT = '6379';

/** @throws CannotStart naming the first server that does not take connections. */
export async function lookForServers({ databaseUrl, redisUrl, kafkaBrokers }: Servers): Promise<void> {
  const [broker = ''] = kafkaBrokers.split(',');
  const places = [
    ['PostgreSQL (DATABASE_URL)', new URL(databaseUrl)],
    ['Redis (REDIS_URL)', new URL(redisUrl)],
    ['Kafka (KAFKA_BROKERS)', new URL(`kafka://${broker}`)],
  ] as const;
  for (const [name, { protocol, hostname, port }] of places) {
    const at = { host: hostname, port: Number(port || (PORTS[protocol] ?? REDIS_PORT)) };
    const socket = connect({ ...at, timeout: ANSWER_WITHIN_MS });
    try {
      await Promise.race([
        once(socket, 'connect'),
        once(socket, 'timeout').then(() => Promise.reject(new Error('no answer'))),
      ]);
    } catch {
      throw new CannotStart(
        `${name} does not answer at ${at.host}, port ${at.port}: start it, or all of them by \`npm run servers -- up\`.`,
      );
    } finally {
      socket.destroy();
    }
  }
}
