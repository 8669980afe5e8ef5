import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { CannotStart } from './said-plainly.js';

/**
 * The port to listen on, known before anything else starts: links need it, and a taken one should say so at once.
 * @param port 0: any free one.
 * @throws CannotStart when it is taken or not allowed.
 */
export async function freePort(host: string, port: number): Promise<number> {
  const probe = createServer();
  try {
    probe.listen(port, host);
    await once(probe, 'listening');
    return (probe.address() as AddressInfo).port;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    if (code === 'EADDRINUSE') {
      throw new CannotStart(
        `Port ${port} is taken by another program: stop it, or set PORT to another one (0 = any free one).`,
      );
    }
    throw new CannotStart(`Ally cannot listen on ${host}, port ${port} (${code}).`);
  } finally {
    probe.close();
  }
}
