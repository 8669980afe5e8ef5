import { createReadStream } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Controller, Get, Header, HttpCode, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Refusal } from '#libs/contracts';
import { PAGE, Route } from './route.js';

/** The documents are made from the code by `npm run api-documents`, and checked by `npm run check`. */
const DOCUMENTS = fileURLToPath(new URL('../../../docs/api', import.meta.url));
const SWAGGER_UI = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));

const ASSETS: Readonly<Record<string, { file: string; mediaType: string }>> = {
  'swagger-ui.css': { file: join(SWAGGER_UI, 'swagger-ui.css'), mediaType: 'text/css; charset=utf-8' },
  'swagger-ui-bundle.js': {
    file: join(SWAGGER_UI, 'swagger-ui-bundle.js'),
    mediaType: 'text/javascript; charset=utf-8',
  },
};

const START = `SwaggerUIBundle({ url: '/openapi.json', dom_id: '#api', deepLinking: true, displayRequestDuration: true });`;

const DOCS = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Ally's API</title>
<link rel="stylesheet" href="/docs/swagger-ui.css">
</head>
<body>
<main id="api"><noscript>The same as a file: <a href="/openapi.json">/openapi.json</a>.</noscript></main>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/start.js"></script>
</body>
</html>
`;

const json = z.looseObject({});

/** What programs and programmers read of this API: the whole of it, whichever service answers here. */
@Controller()
export class ApiDocumentsController {
  /** Who follows the address that the banner ends with finds something to read. */
  @Get()
  @HttpCode(302)
  @Route({ operation: 'showStart', summary: 'To the page of the API.' })
  async start(@Res() reply: FastifyReply): Promise<void> {
    await reply.redirect('/docs', 302);
  }

  @Get('openapi.json')
  @Header('Cache-Control', 'public, max-age=60')
  @Route({ operation: 'getOpenApi', summary: 'This document (OpenAPI 3.1).', answer: json })
  async openApi(@Res() reply: FastifyReply): Promise<void> {
    await sendFile(reply, join(DOCUMENTS, 'openapi.json'), 'application/json; charset=utf-8');
  }

  @Get('asyncapi.json')
  @Header('Cache-Control', 'public, max-age=60')
  @Route({
    operation: 'getAsyncApi',
    summary: 'The events that the services tell each other (AsyncAPI 3.0).',
    answer: json,
  })
  async asyncApi(@Res() reply: FastifyReply): Promise<void> {
    await sendFile(reply, join(DOCUMENTS, 'asyncapi.json'), 'application/json; charset=utf-8');
  }

  @Get('docs')
  @Route({ operation: 'showApiDocs', summary: 'The API as a page, to read and to try.', answer: PAGE })
  async docs(@Res() reply: FastifyReply): Promise<void> {
    await reply.type('text/html; charset=utf-8').send(DOCS);
  }

  @Get('docs/:asset')
  @Header('Cache-Control', 'public, max-age=3600')
  @Route({
    operation: 'getApiDocsAsset',
    summary: 'Styles and scripts of that page.',
    answer: { mediaType: 'text/javascript' },
    refuses: { 'not-found': ['asset-unknown'] },
  })
  async asset(@Param('asset') name: string, @Res() reply: FastifyReply): Promise<void> {
    if (name === 'start.js') {
      await reply.type('text/javascript; charset=utf-8').send(START);
      return;
    }
    const asset = Object.hasOwn(ASSETS, name) ? ASSETS[name] : undefined;
    if (asset === undefined) throw new Refusal('not-found', 'asset-unknown', 'The page has no such part.');
    await sendFile(reply, asset.file, asset.mediaType);
  }
}

async function sendFile(reply: FastifyReply, file: string, mediaType: string): Promise<void> {
  await reply.type(mediaType).send(createReadStream(file));
}
