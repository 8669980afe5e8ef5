import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Controller, Get, Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { quietlyObserved } from '../../../test/support/quietly-observed.js';
import { createHttpApp } from './http-app.js';

let release: () => void;
let begun: Promise<void>;
let hasBegun: () => void;

@Controller('probe')
class ProbeController {
  @Get('slow')
  async slow(): Promise<string> {
    hasBegun();
    await new Promise<void>((resolve) => {
      release = resolve;
    });
    return 'served';
  }

  @Get('quick')
  quick(): string {
    return 'served';
  }
}

@Module({ controllers: [ProbeController] })
class ProbeModule {}

describe('an application that is closed', () => {
  let app: NestFastifyApplication;
  let url: string;

  beforeEach(async () => {
    begun = new Promise((resolve) => {
      hasBegun = resolve;
    });
    app = await createHttpApp(ProbeModule, quietlyObserved());
    await app.listen(0, '127.0.0.1');
    url = await app.getUrl();
  });

  afterEach(() => app.close());

  it('serves who is in, on a connection that ends then, before it is closed', async () => {
    const answer = fetch(`${url}/probe/slow`);
    await begun;
    let isClosed = false;
    const closed = app.close().then(() => {
      isClosed = true;
    });
    await nobodyIsLetIn();
    expect(isClosed).toBe(false);
    release();
    expect(await (await answer).text()).toBe('served');
    expect((await answer).headers.get('connection')).toBe('close');
    await closed;
  });

  it('lets in who has knocked as it began, and nobody once it has been quiet', async () => {
    const closed = app.close();
    const answer = await fetch(`${url}/probe/quick`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('connection')).toBe('close');
    await closed;
    await expect(fetch(`${url}/probe/quick`)).rejects.toThrow('fetch failed');
  });

  async function nobodyIsLetIn(): Promise<void> {
    for (;;) {
      const isIn = await fetch(`${url}/probe/quick`).then(
        () => true,
        () => false,
      );
      if (!isIn) return;
      // Not so often that the door stays open for it.
      await new Promise((resolve) => {
        setTimeout(resolve, 150);
      });
    }
  }
});
