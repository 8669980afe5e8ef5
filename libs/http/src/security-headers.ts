import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';

/** JSON and files need nothing; a page says for itself what it may (`sendPage`), in place of this. */
const NOTHING = { defaultSrc: ["'none'"], frameAncestors: ["'none'"] };
/** What shows the API's documentation runs a script and styles of its own, and asks this API. */
const DOCUMENTATION =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; " +
  "connect-src 'self'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'";
const A_YEAR_SECONDS = 365 * 24 * 60 * 60;

/**
 * Tells browsers to trust nothing that an answer does not ask for.
 * @param isHttps whether people reach it by https: only then may a browser be told to insist on that (RFC 6797, 7.2).
 */
export async function sendSecurityHeaders(fastify: FastifyInstance, isHttps: boolean): Promise<void> {
  await fastify.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: NOTHING },
    // The host is ours; what else its domain serves is not.
    strictTransportSecurity: isHttps && { maxAge: A_YEAR_SECONDS, includeSubDomains: false },
    referrerPolicy: { policy: 'no-referrer' },
    // Pages of the same origin are framed by the mailbox; their policy says so too.
    xFrameOptions: { action: 'sameorigin' },
  });
  fastify.addHook('onRequest', async (request, reply) => {
    if (/^\/docs(?:[/?]|$)/.test(request.url)) void reply.header('Content-Security-Policy', DOCUMENTATION);
  });
}
