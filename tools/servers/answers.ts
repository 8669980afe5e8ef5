import { once } from 'node:events';
import { connect } from 'node:net';
import { errorCodeOf } from './error-code.js';

const ANSWER_WITHIN_MS = 3_000;
/** Where a server listens whose address names no port. */
const USUAL_PORTS: Readonly<Record<string, number>> = {
  'postgres:': 5432,
  'postgresql:': 5432,
  'redis:': 6379,
  'rediss:': 6379,
  'kafka:': 9092,
};

/** Where to connect for an URL, or for `host:port` of Kafka; of several with commas between, for the first. */
export function placeOf(address: string): { host: string; port: number } {
  const [first = ''] = address.split(',');
  const { protocol, hostname, port } = new URL(address.includes('://') ? address : `kafka://${first.trim()}`);
  // Brackets part an address of IPv6 from its port, and are no part of it.
  return {
    host: hostname.replace(/^\[(.*)\]$/, '$1'),
    port: port === '' ? (USUAL_PORTS[protocol] ?? 0) : Number(port),
  };
}

/** Whether somebody takes connections there, within three seconds. */
export async function answers(address: string): Promise<boolean> {
  const socket = connect({ ...placeOf(address), timeout: ANSWER_WITHIN_MS });
  socket.once('timeout', () => socket.destroy(Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' })));
  try {
    await once(socket, 'connect');
    return true;
  } catch (error) {
    if (errorCodeOf(error) === '') throw error;
    return false;
  } finally {
    socket.destroy();
  }
}
