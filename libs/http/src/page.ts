import type { FastifyReply, FastifyRequest } from 'fastify';
import { Liquid } from 'liquidjs';

const liquid = new Liquid({
  outputEscape: 'escape',
  strictVariables: true,
  strictFilters: true,
  cache: true,
});

const LAYOUT = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{{ title }}</title>
<style>
:root { color-scheme: light dark; --ink: #1f2a37; --paper: #fbfaf7; --accent: #0f766e; --line: #d8d4c9; }
@media (prefers-color-scheme: dark) { :root { --ink: #e7e5e0; --paper: #1b1f24; --accent: #5eead4; --line: #3a4048; } }
body { font: 1rem/1.6 system-ui, sans-serif; color: var(--ink); background: var(--paper); max-width: 44rem; margin: 3rem auto; padding: 0 1.25rem; }
h1 { font-size: 1.6rem; line-height: 1.25; } a { color: var(--accent); }
table { border-collapse: collapse; width: 100%; } td, th { text-align: left; padding: .45rem .6rem .45rem 0; border-bottom: 1px solid var(--line); }
form { display: inline-block; margin: .5rem .5rem .5rem 0; }
button { font: inherit; padding: .55rem 1.1rem; border-radius: .5rem; border: 1px solid var(--accent); background: var(--accent); color: var(--paper); cursor: pointer; }
button.quiet { background: transparent; color: var(--accent); }
pre { white-space: pre-wrap; overflow-wrap: anywhere; } iframe { width: 100%; height: 34rem; border: 1px solid var(--line); background: #fff; }
</style>
</head>
<body><main><h1>{{ title }}</h1>
{{ body | raw }}
</main></body>
</html>
`;

const layout = liquid.parse(LAYOUT);

/**
 * Sends a small page that works without scripts. Pages may show links that act for a person, so nothing stores them
 * and no address is passed on.
 * @param body a Liquid template; every value of `variables` is escaped.
 */
export async function sendPage(
  reply: FastifyReply,
  title: string,
  body: string,
  variables: Record<string, unknown> = {},
): Promise<void> {
  const inner: unknown = liquid.parseAndRenderSync(body, variables);
  const html = String(liquid.renderSync(layout, { title, body: inner }));
  await reply
    .header('Cache-Control', 'no-store')
    .header('Referrer-Policy', 'no-referrer')
    .header('X-Content-Type-Options', 'nosniff')
    .header(
      'Content-Security-Policy',
      "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; img-src 'self' data:; form-action 'self'; frame-ancestors 'self'; base-uri 'none'",
    )
    .type('text/html; charset=utf-8')
    .send(html);
}

/** Whether it is a browser that asks: programs get JSON, people get a page. */
export function wantsHtml(request: FastifyRequest): boolean {
  return (request.headers.accept ?? '').includes('text/html');
}
