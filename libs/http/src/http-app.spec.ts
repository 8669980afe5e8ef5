import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Body, Controller, Get, Module, Param, Post, Query, Res } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Refusal, type RefusalKind } from '#libs/contracts';
import { BearerToken } from './bearer-token.js';
import { quietlyObserved } from '../../../test/support/quietly-observed.js';
import { createHttpApp } from './http-app.js';
import { IdempotentWish, type Wish } from './idempotency-key.js';
import { sendPage } from './page.js';

const wish = z.strictObject({ seats: z.int().min(1), tags: z.array(z.string()).optional() });
const NESTED = '['.repeat(30_000) + ']'.repeat(30_000);
const KEY = '6F9619FF-8B86-4011-B42D-00CF4FC964FF';

@Controller('probe')
class ProbeController {
  @Get('refusals/:kind')
  refuse(@Param('kind') kind: RefusalKind): never {
    throw new Refusal(kind, 'as-i-say', 'Because.', [{ pointer: '/seats', detail: 'too many' }]);
  }

  @Get('crash')
  crash(): never {
    throw new Error('password is swordfish');
  }

  @Get('no-database')
  noDatabase(): never {
    throw Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
  }

  @Post('wishes')
  wish(@Body({ schema: wish }) body: z.output<typeof wish>, @IdempotentWish() { key }: Wish) {
    return { ...body, key };
  }

  @Get('queries')
  query(@Query({ schema: z.object({ limit: z.coerce.number() }) }) query: { limit: number }) {
    return query;
  }

  @Get('token')
  token(@BearerToken() token: string) {
    return { token };
  }

  @Get('page')
  async page(@Query('name') name: string, @Res() reply: FastifyReply): Promise<void> {
    await sendPage(reply, `Hello ${name}`, '<p title="{{ name }}">{{ name }}</p>', { name });
  }

  @Get('page-without-its-variable')
  async brokenPage(@Res() reply: FastifyReply): Promise<void> {
    await sendPage(reply, 'Hello', '<p>{{ name }}</p>');
  }
}

@Module({ controllers: [ProbeController] })
class ProbeModule {}

let app: NestFastifyApplication;

beforeAll(async () => {
  app = await createHttpApp(ProbeModule, quietlyObserved());
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
});

afterAll(async () => {
  await app.close();
});

const get = (url: string, headers: Record<string, string> = {}) =>
  app.inject({ method: 'GET', url, headers });
const post = (payload: string | object, headers: Record<string, string> = {}) =>
  app.inject({ method: 'POST', url: '/probe/wishes', payload, headers });

describe('a text that PostgreSQL cannot keep', () => {
  it.each([
    ['U+0000', '"name":"A\\u0000da"'],
    ['half of a surrogate pair', '"name":"A\\ud83dda"'],
    ['the other half of one', '"name":"\\udc4bAda"'],
    ['U+0000 beside a field that looks like a class', '"constructor":1,"name":"A\\u0000da"'],
  ])('is refused: %s', async (_, fields) => {
    const body = await post(`{${fields}}`, { 'content-type': 'application/json' });
    expect(body.json()).toMatchObject({ code: 'invalid-input', errors: [{ pointer: '/name' }] });
  });

  it('is none because of a whole pair', async () => {
    expect((await post({ seats: 1, tags: ['\u{1f44b}'] })).json()).toMatchObject({ tags: ['\u{1f44b}'] });
  });

  it('is refused in the address too', async () => {
    const query = await get('/probe/queries?limit=%00');
    expect(query.json()).toMatchObject({ code: 'invalid-input', errors: [{ pointer: '?limit' }] });
    const path = await get('/probe/refusals/%00');
    expect(path.json()).toMatchObject({ code: 'invalid-input', errors: [{ pointer: 'path:kind' }] });
  });
});

describe('problem details', () => {
  const kinds: [RefusalKind, number][] = [
    ['invalid', 400],
    ['unauthenticated', 401],
    ['forbidden', 403],
    ['not-found', 404],
    ['conflict', 409],
    ['gone', 410],
    ['precondition-failed', 412],
    ['unprocessable', 422],
    ['precondition-required', 428],
    ['unavailable', 503],
  ];
  it.each(kinds)(
    'say of a refusal that is %s: status %d, its code, its places, the request id',
    async (kind, status) => {
      const answer = await get(`/probe/refusals/${kind}`);
      expect(answer.statusCode).toBe(status);
      expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
      expect(answer.json()).toEqual({
        type: 'urn:ally:problem:as-i-say',
        title: 'as i say',
        status,
        code: 'as-i-say',
        detail: 'Because.',
        errors: [{ pointer: '/seats', detail: 'too many' }],
        requestId: answer.headers['request-id'],
      });
      expect(answer.headers['retry-after']).toBe(status === 503 ? '2' : undefined);
    },
  );

  it('when a person is waiting for a page, then it says what is wrong, with the same status', async () => {
    const { statusCode, headers, body } = await get('/probe/refusals/gone', { accept: 'text/html' });
    expect([statusCode, headers['content-type']]).toEqual([410, 'text/html; charset=utf-8']);
    expect(body).toContain('Because.');
  });

  it('when something crashes, then they tell nothing of it', async () => {
    const answer = await get('/probe/crash');
    expect(answer.json()).toMatchObject({ status: 500, code: 'internal-error' });
    expect(answer.body).not.toContain('swordfish');
  });

  it('when the database is away, then they say that it is worth trying again', async () => {
    const answer = await get('/probe/no-database');
    expect(answer.json()).toMatchObject({ status: 503, code: 'temporarily-unavailable' });
    expect(answer.headers['retry-after']).toBe('2');
  });

  it.each([
    ['no such route', () => get('/nowhere'), 404, 'not-found'],
    ['an address that is none', () => get('/probe/%zz'), 400, 'bad-request'],
    ['a part of the address too long', () => get(`/probe/refusals/${'x'.repeat(3000)}`), 414, 'bad-request'],
    ['broken JSON', () => post('{"seats":', { 'content-type': 'application/json' }), 400, 'bad-request'],
    ['nesting without end', () => post(NESTED, { 'content-type': 'application/json' }), 400, 'bad-request'],
    ['no body', () => post('', { 'content-type': 'application/json' }), 400, 'bad-request'],
    [
      'another sort of body',
      () => post('seats', { 'content-type': 'text/plain' }),
      415,
      'unsupported-media-type',
    ],
    ['a body too large', () => post({ seats: 1, tags: ['x'.repeat(70_000)] }), 413, 'body-too-large'],
    [
      'multipart',
      () => post('--x--', { 'content-type': 'multipart/form-data; boundary=x' }),
      415,
      'unsupported-media-type',
    ],
  ])('answer %s', async (_, ask, status, code) => {
    const answer = await ask();
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(answer.json()).toMatchObject({ status, code });
    expect(answer.statusCode).toBe(status);
  });
});

describe('input', () => {
  it('when it fits its schema, then it arrives', async () => {
    expect((await post({ seats: 2 })).json()).toEqual({ seats: 2, key: null });
  });

  it('when places are bad, then each is named by a pointer into the body or the query', async () => {
    const body = (await post({ seats: 0, tags: ['fine', 7] })).json<{
      code: string;
      errors: { pointer: string }[];
    }>();
    expect(body.code).toBe('invalid-input');
    expect(body.errors.map(({ pointer }) => pointer)).toEqual(['/seats', '/tags/1']);
    const query = (await get('/probe/queries?limit=many')).json<{ errors: { pointer: string }[] }>();
    expect(query.errors.map(({ pointer }) => pointer)).toEqual(['?limit']);
  });

  it('takes an Idempotency-Key only as a UUID, in any case of letters', async () => {
    const taken = await post({ seats: 1 }, { 'idempotency-key': KEY });
    expect(taken.json()).toMatchObject({ key: KEY.toLowerCase() });
    const refused = await post({ seats: 1 }, { 'idempotency-key': '1' });
    expect(refused.json()).toMatchObject({ status: 400, code: 'idempotency-key-invalid' });
  });

  it('finds a token in the header or in the address, and says when there is none', async () => {
    expect((await get('/probe/token', { authorization: 'Bearer abc' })).json()).toEqual({ token: 'abc' });
    expect((await get('/probe/token?token=def')).json()).toEqual({ token: 'def' });
    for (const url of ['/probe/token', '/probe/token?token=', '/probe/token?token=a&token=b']) {
      expect((await get(url)).json()).toMatchObject({ status: 401, code: 'token-missing' });
    }
  });
});

describe('a page', () => {
  it('shows what people typed as text, and is stored by nobody', async () => {
    const name = encodeURIComponent('"><script>alert(1)</script>');
    const answer = await get(`/probe/page?name=${name}`);
    expect(answer.statusCode).toBe(200);
    expect(answer.body).not.toContain('<script>');
    expect(answer.body).not.toContain('"">');
    expect(answer.body.match(/&lt;script&gt;/g)).toHaveLength(4);
    expect(answer.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
    });
  });

  it('when typed text looks like a template, then it is not taken for one', async () => {
    const answer = await get(`/probe/page?name=${encodeURIComponent('{{ 7 | times: 6 }}')}`);
    expect(answer.body).toContain('{{ 7 | times: 6 }}');
    expect(answer.body).not.toContain('42');
  });

  it('when a variable is missing, then it is a failure and no half page', async () => {
    expect((await get('/probe/page-without-its-variable')).json()).toMatchObject({ status: 500 });
  });
});
