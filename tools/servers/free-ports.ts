import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { errorCodeOf } from './error-code.js';

/**
 * The first of some ports in a row that are free on loopback. Below 32768, where Linux begins to hand out ports to
 * outgoing connections; they may be taken before they are used.
 */
export async function freePorts(count: number): Promise<number> {
  for (;;) {
    const first = randomInt(10_240, 32_768 - count);
    const ports = Array.from({ length: count }, (_, index) => first + index);
    if ((await Promise.all(ports.map(isFree))).every(Boolean)) return first;
  }
}

async function isFree(port: number): Promise<boolean> {
  const probe = createServer();
  try {
    await once(probe.listen(port, '127.0.0.1'), 'listening');
    return true;
  } catch (error) {
    if (errorCodeOf(error) === 'EADDRINUSE') return false;
    throw error;
  } finally {
    probe.close();
  }
}
