import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

/*
 * The control of `support/documented-answers.ts`: a server that pretends to be Ally and answers what the document does
 * not promise. Whoever asks it gets the complaint in place of the answer.
 */

interface Said {
  readonly status?: number;
  readonly requestId?: string | null;
  readonly mediaType?: string;
  readonly body?: unknown;
}

let said: Said = {};
let server: Server;
let url: string;

beforeAll(async () => {
  server = createServer((_, response) => {
    const { status = 200, requestId = 'r', mediaType = 'application/json', body = PAGE } = said;
    response.writeHead(status, {
      'content-type': mediaType,
      ...(requestId !== null && { 'request-id': requestId }),
    });
    response.end(JSON.stringify(body));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  server.close();
});

const COACH = { id: '0199c0de-7a11-7000-8000-0000000a11ce', slug: 'ada', name: 'Ada', focus: 'life' };
const PAGE = { data: [{ ...COACH, city: 'Chicago', bio: 'Listens.' }], next: null };
const PROBLEM = {
  type: 'urn:ally:problem:invalid-input',
  title: 'invalid input',
  status: 400,
  code: 'invalid-input',
  detail: 'Please correct ?limit.',
  requestId: COACH.id,
};
const mediaType = 'application/problem+json';

async function ask(answer: Said): Promise<Response> {
  said = answer;
  return fetch(`${url}/v1/coaches`);
}

describe('an answer that /openapi.json promises', () => {
  it.each<[string, Said]>([
    ['a success', {}],
    ['a problem', { status: 400, mediaType, body: PROBLEM }],
    // Nobody promises it: a test that breaks something on purpose has to say that it expects it.
    ['and a failure', { status: 500, mediaType, body: { ...PROBLEM, status: 500 } }],
  ])('reaches the test that asked: %s', async (_, answer) => {
    expect((await ask(answer)).status).toBe(answer.status ?? 200);
  });
});

describe('an answer that /openapi.json does not promise', () => {
  it.each<[string, Said]>([
    ['a status', { status: 418 }],
    ['no Request-Id', { requestId: null }],
    ['another sort of body', { mediaType: 'text/csv' }],
    ['a field too many', { body: { ...PAGE, total: 1 } }],
    ['a field too many inside', { body: { ...PAGE, data: [{ ...PAGE.data[0], email: 'x' }] } }],
    ['a field too few', { body: { data: [] } }],
    ['a code', { status: 400, mediaType, body: { ...PROBLEM, code: 'made-up' } }],
  ])('fails the test that asked: %s', async (_, answer) => {
    await expect(ask(answer)).rejects.toThrow('/openapi.json does not promise');
  });

  it('fails the test that asked by a Request too', async () => {
    said = { status: 418 };
    await expect(fetch(new Request(`${url}/v1/coaches`))).rejects.toThrow('does not promise');
  });
});
