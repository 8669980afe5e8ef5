import { afterEach, describe, expect, it } from '@jest/globals';
import { Controller, Get, Module, Res } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply } from 'fastify';
import { quietlyObserved } from '../../../test/support/quietly-observed.js';
import { createHttpApp } from './http-app.js';
import { sendPage } from './page.js';

@Controller()
class ProbeController {
  @Get('v1/probe')
  json() {
    return {};
  }

  @Get('page')
  async page(@Res() reply: FastifyReply): Promise<void> {
    await sendPage(reply, 'Hello', '<p>Hello</p>');
  }

  @Get('docs')
  docs() {
    return '<!doctype html>';
  }
}

@Module({ controllers: [ProbeController] })
class ProbeModule {}

let app: NestFastifyApplication;

afterEach(async () => {
  await app.close();
});

async function headersOf(url: string, publicUrl?: string) {
  app = await createHttpApp(ProbeModule, quietlyObserved(), { publicUrl });
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  return (await app.inject({ method: 'GET', url })).headers;
}

describe('what a browser is told', () => {
  it.each(['/v1/probe', '/v1/nowhere'])(
    'of the JSON of %s: to run nothing and to frame nothing',
    async (url) => {
      expect(await headersOf(url)).toMatchObject({
        'content-security-policy': "default-src 'none';frame-ancestors 'none'",
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-resource-policy': 'same-origin',
      });
    },
  );

  it('of a page: what the page says, once', async () => {
    const headers = await headersOf('/page');
    const policy = headers['content-security-policy'];
    expect(policy).toMatch(/^default-src 'none'; style-src 'unsafe-inline';/);
    expect(policy).toContain("frame-ancestors 'self'");
    expect(String(policy).match(/default-src/g)).toHaveLength(1);
    expect(headers['referrer-policy']).toBe('no-referrer');
    expect(headers['x-frame-options']).toBe('SAMEORIGIN');
  });

  it('of the documentation: to run its scripts and no others', async () => {
    expect(String((await headersOf('/docs'))['content-security-policy'])).toContain("script-src 'self';");
  });

  it('to come back by https, only when people reach it by https', async () => {
    const plain = await headersOf('/v1/probe', 'http://127.0.0.1:3000');
    expect(plain['strict-transport-security']).toBeUndefined();
    await app.close();
    const safe = await headersOf('/v1/probe', 'https://ally.example');
    expect(safe['strict-transport-security']).toBe('max-age=31536000');
  });
});
