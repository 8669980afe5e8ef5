import { setTimeout as pause } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';

/** Nobody has knocked for so many looks in a row, or it has been long enough: then the door is closed. */
const QUIET_LOOKS = 10;
const LOOK_AGAIN_MS = 10;
const LONGEST_MS = 2_000;

/**
 * When the application is closed, then who is in is served, and who has knocked is let in first: the system has said yes
 * to connections that the process has not seen yet, and closing the door would cut them. Each answer from then on ends
 * its connection, for one that is kept alive would hold up the stop for as long as it may be idle.
 */
export function stopGently(fastify: FastifyInstance): void {
  let stopping = false;
  let knocks = 0;
  const knock = () => {
    knocks++;
  };
  fastify.server.on('connection', knock);
  fastify.server.on('request', knock);
  fastify.addHook('preClose', async () => {
    stopping = true;
    const deadline = performance.now() + LONGEST_MS;
    // Looks are counted and not time alone: between two of them the process has seen to its connections, however busy it is.
    for (let quiet = 0; quiet < QUIET_LOOKS && performance.now() < deadline;) {
      const before = knocks;
      await pause(LOOK_AGAIN_MS);
      quiet = knocks === before ? quiet + 1 : 0;
    }
  });
  fastify.addHook('onSend', async (_request, reply) => {
    if (stopping) void reply.header('Connection', 'close');
  });
}
