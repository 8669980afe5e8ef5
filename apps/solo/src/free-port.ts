import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { CannotStart } from '#libs/process';

/**
 * The port to listen on, known before anything else starts: links need it, and a taken one should say so at once.
 * @param port 0: any free one.
 * @throws CannotStart when it is taken or not allowed.
 */
export async function freePort(host: string, port: number): Promise<number> {
  for (;;) {
    // Below 32768, where Linux begins to hand out ports to outgoing connections: those to PostgreSQL come next.
    const candidate = port || randomInt(10_240, 32_768);
    const probe = createServer();
    try {
      await once(probe.listen(candidate, host), 'listening');
      return candidate;
    } catch (error) {
      if (port !== 0 || codeOfListening(error) !== 'EADDRINUSE')
        throw whyNotListening(host, candidate, error);
    } finally {
      probe.close();
    }
  }
}

/** An error of `listen` as a sentence; every other error as it is. */
export function whyNotListening(host: string, port: number, error: unknown): unknown {
  const code = codeOfListening(error);
  if (code === undefined) return error;
  if (code === 'EADDRINUSE') {
    return new CannotStart(
      `Port ${port} is taken by another program: stop it, or set PORT to another one (0 = any free one).`,
    );
  }
  return new CannotStart(`Ally cannot listen on ${host}, port ${port} (${code}).`);
}

/** A host name is looked up first, so `listen` may fail of that. */
function codeOfListening(error: unknown): string | undefined {
  if (!(error instanceof Error && 'syscall' in error && 'code' in error)) return undefined;
  return error.syscall === 'listen' || error.syscall === 'getaddrinfo' ? String(error.code) : undefined;
}
