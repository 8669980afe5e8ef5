import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { Controller, Get, HttpCode, Logger, Module, Post, Req } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { quietlyObserved } from '../../../test/support/quietly-observed.js';
import { createHttpApp } from './http-app.js';
import type { HttpExposure } from './http-exposure.js';
import { Limited, limitOf, LIMIT_OF_WRITES, Unlimited } from './route-limits.js';

@Controller('probe')
class ProbeController {
  @Post('rare')
  @HttpCode(200)
  @Limited({ perMinute: 3 })
  rare(@Req() { ip }: FastifyRequest) {
    return { ip };
  }

  @Post('other')
  @HttpCode(200)
  @Limited({ perMinute: 3 })
  other() {
    return {};
  }

  @Post('plain')
  @HttpCode(200)
  plain() {
    return {};
  }

  @Post('webhook')
  @HttpCode(200)
  @Unlimited('it is signed')
  webhook() {
    return {};
  }

  @Get('read')
  read() {
    return {};
  }
}

@Module({ controllers: [ProbeController] })
class ProbeModule {}

let app: NestFastifyApplication;

afterEach(async () => {
  await app.close();
});

async function start(exposure: HttpExposure = {}): Promise<void> {
  app = await createHttpApp(ProbeModule, quietlyObserved('warn'), exposure);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
}

const ask = (path: string, remoteAddress = '203.0.113.7', headers: Record<string, string> = {}) =>
  app.inject({ method: path === 'read' ? 'GET' : 'POST', url: `/probe/${path}`, remoteAddress, headers });

async function statuses(
  times: number,
  path: string,
  remoteAddress?: string,
  headers?: Record<string, string>,
) {
  const all: number[] = [];
  for (let nth = 0; nth < times; nth++) all.push((await ask(path, remoteAddress, headers)).statusCode);
  return all;
}

describe('a route with a limit', () => {
  it('when a client asks too often, then it is told when to come back, by name and with a request id', async () => {
    await start();
    expect(await statuses(4, 'rare')).toEqual([200, 200, 200, 429]);
    const answer = await ask('rare');
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(answer.json()).toMatchObject({
      status: 429,
      code: 'too-many-requests',
      requestId: answer.headers['request-id'],
    });
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    expect(Number(answer.headers['retry-after'])).toBeLessThanOrEqual(60);
  });

  it('when one client is over it, then others and other routes go on', async () => {
    await start();
    await statuses(4, 'rare');
    expect(await statuses(1, 'rare', '203.0.113.8')).toEqual([200]);
    expect(await statuses(1, 'other')).toEqual([200]);
  });

  it('when a client has many IPv6 addresses of its own, then they are one client', async () => {
    await start();
    const all = [];
    for (let nth = 0; nth < 4; nth++)
      all.push((await ask('rare', `2001:db8:1:22${nth}0::${nth}`)).statusCode);
    expect(all).toEqual([200, 200, 200, 429]);
  });

  it('when the limits are configured wider or narrower, then each route is', async () => {
    await start({ rateFactor: 2 });
    expect((await statuses(7, 'rare')).filter((status) => status === 200)).toHaveLength(6);
    await app.close();
    await start({ rateFactor: 0.01 });
    expect(await statuses(2, 'rare')).toEqual([200, 429]);
  });

  it('is remembered of so many clients and no more: who came first is forgotten first', async () => {
    await start();
    await statuses(4, 'rare', '198.51.100.1');
    for (let nth = 0; nth < 2_000; nth++) await ask('rare', `10.9.${nth >> 8}.${nth & 255}`);
    expect(await statuses(1, 'rare', '198.51.100.1')).toEqual([200]);
  });
});

describe('a route that says nothing of a limit', () => {
  it('has one when it writes, and none when it reads', async () => {
    await start();
    const { perMinute } = LIMIT_OF_WRITES;
    expect((await statuses(perMinute + 1, 'plain')).filter((status) => status === 429)).toHaveLength(1);
    expect((await statuses(perMinute + 1, 'read')).filter((status) => status === 429)).toHaveLength(0);
  });
});

it('when a route says why it has no limit, then a burst is taken whole', async () => {
  await start();
  expect(new Set(await statuses(LIMIT_OF_WRITES.perMinute * 2, 'webhook'))).toEqual(new Set([200]));
});

it('the limit of a route can be read by who describes it', () => {
  const { rare, plain, webhook, read } = ProbeController.prototype;
  expect(limitOf(rare, 'POST')).toEqual({ perMinute: 3 });
  expect(limitOf(plain, 'POST')).toEqual(LIMIT_OF_WRITES);
  expect(limitOf(webhook, 'POST')).toBeUndefined();
  expect(limitOf(read, 'GET')).toBeUndefined();
});

describe('the client of a request', () => {
  const ipOf = async (remoteAddress: string, forwarded: string) =>
    (await ask('rare', remoteAddress, { 'x-forwarded-for': forwarded })).json<{ ip: string }>().ip;

  it('when nobody is trusted, then a client cannot name itself', async () => {
    await start();
    expect(await ipOf('203.0.113.7', '192.0.2.1')).toBe('203.0.113.7');
    const all = [];
    for (let nth = 0; nth < 3; nth++)
      all.push((await ask('rare', '203.0.113.7', { 'x-forwarded-for': `192.0.2.${nth}` })).statusCode);
    expect(all).toEqual([200, 200, 429]);
  });

  it('when it comes by our proxy, then it is whom the proxy names, whatever it had put there itself', async () => {
    await start({ trustedProxies: ['10.0.0.0/8'], rateFactor: 10 });
    expect(await ipOf('10.0.0.2', '192.0.2.1')).toBe('192.0.2.1');
    expect(await ipOf('10.0.0.2', '198.51.100.66, 192.0.2.1')).toBe('192.0.2.1');
    expect(await ipOf('10.0.0.2', '198.51.100.66, 192.0.2.1, 10.0.0.9')).toBe('192.0.2.1');
    expect(await ipOf('203.0.113.7', '192.0.2.1')).toBe('203.0.113.7');
  });

  it('when a proxy nearby is not known as ours, then that is said once', async () => {
    const warned = jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
    await start();
    await ask('read', '127.0.0.1', { 'x-forwarded-for': '192.0.2.1' });
    await ask('read', '127.0.0.1', { 'x-forwarded-for': '192.0.2.2' });
    await ask('read', '203.0.113.7', { 'x-forwarded-for': '192.0.2.2' });
    expect(warned.mock.calls.map(([text]) => String(text))).toEqual([
      expect.stringContaining('ALLY_TRUSTED_PROXIES'),
    ]);
    warned.mockRestore();
  });
});
