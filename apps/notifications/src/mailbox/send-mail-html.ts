import type { FastifyReply } from 'fastify';

/** Sends the HTML of a mail into its frame: nothing in it runs or is fetched from here, and its links leave the frame. */
export async function sendMailHtml(reply: FastifyReply, html: string): Promise<void> {
  await reply
    .header('Cache-Control', 'no-store')
    .header('Referrer-Policy', 'no-referrer')
    .header('X-Content-Type-Options', 'nosniff')
    .header(
      'Content-Security-Policy',
      "default-src 'none'; style-src 'unsafe-inline'; img-src data: https:; frame-ancestors 'self'; form-action 'none'; base-uri 'self'",
    )
    .type('text/html; charset=utf-8')
    .send(html.replace('<head>', '<head><base target="_top">'));
}
