import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Get, Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { quietlyObserved } from '../../../test/support/quietly-observed.js';
import { createHttpApp } from './http-app.js';
import { headerLimits } from './request-limits.js';

@Controller('probe')
class ProbeController {
  @Get()
  probe() {
    return {};
  }
}

@Module({ controllers: [ProbeController] })
class ProbeModule {}

let app: NestFastifyApplication;

beforeAll(async () => {
  app = await createHttpApp(ProbeModule, quietlyObserved());
  await app.listen(0, '127.0.0.1');
});

afterAll(async () => {
  await app.close();
});

/** Sends this text over a connection, and gives back all that is answered until the server closes it. */
async function say(text: string): Promise<string> {
  const { port } = new URL(await app.getUrl());
  const socket = connect(Number(port), '127.0.0.1');
  let answer = '';
  socket.setEncoding('utf8').on('data', (part: string) => (answer += part));
  socket.write(text);
  await once(socket, 'close');
  return answer;
}

const request = (headers: string) =>
  `GET /probe HTTP/1.1\r\nHost: ally\r\nConnection: close\r\n${headers}\r\n`;
const headers = (count: number) => Array.from({ length: count }, (_, nth) => `x-${nth}: 1\r\n`).join('');

describe('a request', () => {
  it('with a hundred headers is answered, and with more it is refused by name', async () => {
    expect(await say(request(headers(98)))).toMatch(/^HTTP\/1\.1 200 /);
    for (const count of [99, 500]) {
      const refused = await say(request(headers(count)));
      expect(refused).toMatch(/^HTTP\/1\.1 431 /);
      expect(refused).toContain('"code":"headers-too-large"');
      expect(refused).toMatch(/request-id: /i);
    }
  });

  it('with a head of more than 16 KB is refused by name', async () => {
    const refused = await say(request(`x-long: ${'x'.repeat(17_000)}\r\n`));
    expect(refused).toMatch(/^HTTP\/1\.1 431 /);
    expect(refused).toMatch(/request-id: (\S+)\r\n[^]*"requestId":"\1"/i);
    expect(refused).toContain('application/problem+json');
    expect(refused).toContain('"code":"headers-too-large"');
  });

  it('that is not HTTP is refused, and its text is not sent back', async () => {
    const refused = await say('HELLO anna@example.org\r\n\r\n');
    expect(refused).toMatch(/^HTTP\/1\.1 400 /);
    expect(refused).not.toContain('anna');
  });

  it('whose head does not arrive is cut off', async () => {
    const server = app.getHttpServer();
    expect(server.headersTimeout).toBe(headerLimits.headersTimeout);
    server.headersTimeout = 1; // the test does not wait ten seconds for it
    const refused = await say('GET /probe HTTP/1.1\r\nHost: ally\r\n');
    server.headersTimeout = headerLimits.headersTimeout;
    expect(refused).toMatch(/^HTTP\/1\.1 408 /);
    expect(refused).toContain('"code":"request-too-slow"');
  });
});
