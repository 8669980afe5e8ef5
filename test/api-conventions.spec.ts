import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startSolo, temporaryDataDir, type Solo } from './support/start-solo.js';

/*
 * What the interface promises of every route, seen on every route that /openapi.json names: a new route is walked too.
 * Beside what is asserted here, `support/documented-answers.ts` holds each answer against the document.
 */

interface Parameter {
  readonly in: string;
  readonly name: string;
}
interface Operation {
  readonly operationId: string;
  readonly security?: readonly Record<string, unknown>[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly example?: unknown }>> };
  readonly responses: Readonly<Record<string, unknown>>;
}
interface Route extends Operation {
  readonly method: string;
  readonly path: string;
}

const { paths } = JSON.parse(readFileSync('docs/api/openapi.json', 'utf8')) as {
  paths: Record<string, Record<string, Operation>>;
};
const routes: Route[] = Object.entries(paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ ...operation, method, path })),
);
const has = (where: string, name: string) => (route: Route) =>
  route.parameters?.some((each) => each.in === where && each.name === name) === true;
const opensWith = (scheme: string) => (route: Route) =>
  route.security?.some((each) => scheme in each) === true;
/** A provider's webhook is checked by its signature before anybody looks into it. */
const takesJson = ({ requestBody, operationId }: Route) =>
  operationId !== 'receiveWebhook' && requestBody?.content['application/json']?.example !== undefined;
const named = (some: readonly Route[]) =>
  some.map((route) => [`${route.method} ${route.path}`, route] as const);

let folder: Awaited<ReturnType<typeof temporaryDataDir>>;
let solo: Solo;

beforeAll(async () => {
  folder = await temporaryDataDir();
  solo = await startSolo({ dataDir: folder.dataDir, clock: 'test' });
}, 60_000);

afterAll(async () => {
  await solo.end('SIGTERM');
  await folder.remove();
}, 20_000);

interface Asked {
  readonly status: number;
  readonly headers: Headers;
  readonly body: { code?: string; errors?: { pointer: string }[] } & Record<string, unknown>;
}

/** Where a route is below something that has to be there. */
const SLUGS: Readonly<Record<string, string>> = {
  listReleases: 'wright-now-seven-days-of-asking',
  createRelease: 'wright-now-seven-days-of-asking',
};

/** Asks a route whose path leads to nothing, with the operator's key where it wants one. */
async function ask(
  route: Pick<Route, 'method' | 'path' | 'security'> & { operationId?: string },
  {
    query = '',
    headers = {},
    body,
  }: { query?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Asked> {
  const path = route.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    name === 'id' ? randomUUID() : (SLUGS[route.operationId ?? ''] ?? 'none'),
  );
  const isForOperators = route.security?.some((each) => 'operator' in each) === true;
  const response = await fetch(solo.url + path + query, {
    method: route.method.toUpperCase(),
    headers: { ...(isForOperators && { authorization: `Bearer ${solo.operatorKey}` }), ...headers },
    ...(body !== undefined && { body }),
  });
  const isJson = response.headers.get('content-type')?.includes('json') === true;
  const read = isJson ? ((await response.json()) as Asked['body']) : {};
  return { status: response.status, headers: response.headers, body: read };
}

const json = { 'content-type': 'application/json' };
/** What no route for everybody looks at. */
const token = { authorization: 'Bearer made-up', 'if-match': '"1"' };

describe('every route that takes JSON', () => {
  it.each(named(routes.filter(takesJson)))('%s names each bad place of a body', async (_, route) => {
    const answer = await ask(route, {
      headers: { ...token, ...json, ...operator(route) },
      body: '{"surprise":1}',
    });
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-input' } });
    expect(answer.body.errors?.length).toBeGreaterThan(0);
  });

  it.each(named(routes.filter(takesJson)))(
    '%s refuses what is no JSON, too much, or of another type',
    async (_, route) => {
      const headers = { ...token, ...operator(route) };
      const broken = await ask(route, { headers: { ...headers, ...json }, body: '{"half":' });
      expect(broken).toMatchObject({ status: 400, body: { code: 'bad-request' } });
      const tooMuch = await ask(route, { headers: { ...headers, ...json }, body: `"${'x'.repeat(70_000)}"` });
      expect(tooMuch).toMatchObject({ status: 413, body: { code: 'body-too-large' } });
      const xml = await ask(route, { headers: { ...headers, 'content-type': 'text/xml' }, body: '<wish/>' });
      expect(xml).toMatchObject({ status: 415, body: { code: 'unsupported-media-type' } });
    },
  );
});

describe('every route to which no page posts a form', () => {
  const forPrograms = routes.filter(
    (route) =>
      takesJson(route) && !('application/x-www-form-urlencoded' in (route.requestBody?.content ?? {})),
  );

  it.each(named(forPrograms))('%s takes none', async (_, route) => {
    const headers = { ...token, ...operator(route), 'content-type': 'application/x-www-form-urlencoded' };
    const answer = await ask(route, { headers, body: 'name=Alma' });
    expect(answer).toMatchObject({ status: 415, body: { code: 'unsupported-media-type' } });
  });
});

describe('every list', () => {
  const lists = routes.filter(has('query', 'after'));

  it.each(named(lists))('%s refuses a page that cannot be', async (_, route) => {
    for (const query of ['?limit=0', '?limit=101', '?limit=many', '?after=nowhere']) {
      const answer = await ask(route, { query });
      expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-input' } });
      expect(answer.body.errors?.[0]?.pointer).toBe(query.split('=')[0]);
    }
  });

  it.each(named(lists))('%s gives the same in pages of one as in one page', async (_, route) => {
    const whole = (await ask(route, { query: '?limit=100' })).body as unknown as { data: { id: string }[] };
    const seen: string[] = [];
    for (let after: string | null = ''; after !== null && seen.length < 100;) {
      const { body } = await ask(route, { query: `?limit=1${after && `&after=${after}`}` });
      const { data, next } = body as unknown as { data: { id: string }[]; next: string | null };
      seen.push(...data.map(({ id }) => id));
      after = next;
    }
    expect(seen).toEqual(whole.data.map(({ id }) => id));
  });
});

describe('every route for operators', () => {
  const forOperators = routes.filter(opensWith('operator'));

  it.each(named(forOperators))(
    '%s is closed to who shows no key, and to a key without its scope',
    async (_, route) => {
      const anonymous = await ask({ ...route, security: [] });
      expect(anonymous).toMatchObject({ status: 401, body: { code: 'operator-only' } });
      const madeUp = await ask({ ...route, security: [] }, { headers: token });
      expect(madeUp).toMatchObject({ status: 401, body: { code: 'operator-only' } });
      const key = await keyWithout(route);
      const answer = await ask({ ...route, security: [] }, { headers: { authorization: `Bearer ${key}` } });
      expect(answer).toMatchObject({ status: 403, body: { code: 'scope-missing' } });
    },
  );
});

describe('every route for the owner of something', () => {
  it.each(named(routes.filter(opensWith('person'))))(
    '%s wants a token that we have made',
    async (_, route) => {
      const body =
        route.method === 'get' ? {} : { headers: json, body: JSON.stringify(exampleOf(route) ?? {}) };
      expect(await ask(route, body)).toMatchObject({ status: 401 });
      const madeUp = await ask(route, { ...body, headers: { ...body.headers, ...token } });
      expect(madeUp).toMatchObject({ status: 401, body: { code: 'link-invalid' } });
    },
  );
});

describe('every route with an Idempotency-Key', () => {
  const idempotent = routes.filter(has('header', 'Idempotency-Key'));

  it.each(named(idempotent))('%s wants a UUID', async (_, route) => {
    const headers = { ...json, ...token, ...operator(route), 'idempotency-key': 'again' };
    const answer = await ask(route, { headers, body: JSON.stringify(exampleOf(route)) });
    expect(answer).toMatchObject({ status: 400, body: { code: 'idempotency-key-invalid' } });
  });

  it.each(named(idempotent))('%s does once what is asked twice, at once and later', async (_, route) => {
    const wish = await wishFor(route);
    const headers = { ...json, ...operator(route), ...wish.headers, 'idempotency-key': randomUUID() };
    const body = JSON.stringify(wish.body);
    const twins = await Promise.all([ask(route, { headers, body }), ask(route, { headers, body })]);
    const later = await ask(route, { headers, body });
    const [first] = twins.filter(({ headers: got }) => !got.has('idempotency-replayed'));
    expect(first?.status).toBe(201);
    for (const answer of [...twins, later].filter((each) => each !== first)) {
      // 409: the twin was still being served, and has not been kept as the answer.
      if (answer.status === 409) continue;
      expect(answer.headers.get('idempotency-replayed')).toBe('true');
      expect(wish.sameIn(answer.body)).toEqual(wish.sameIn(first?.body ?? {}));
    }
    expect(later.headers.get('idempotency-replayed')).toBe('true');
    const other = await ask(route, { headers, body: JSON.stringify(wish.otherBody) });
    expect(other).toMatchObject({ status: 422, body: { code: 'idempotency-key-reused' } });
  });
});

describe('every edit', () => {
  const edits = routes.filter(has('header', 'If-Match'));

  it.each(named(edits))('%s wants to know from which version it was made', async (_, route) => {
    const headers = { ...json, ...operator(route) };
    const body = JSON.stringify(exampleOf(route));
    expect(await ask(route, { headers, body })).toMatchObject({ status: 428 });
    const collection = route.path.slice(0, route.path.lastIndexOf('/'));
    const [first] = await list<{ slug?: string }>(collection);
    const path = `${collection}/${route.path.endsWith('{slug}') ? first?.slug : first?.id}`;
    const stale = await ask({ ...route, path }, { headers: { ...headers, 'if-match': '"0"' }, body });
    expect(stale).toMatchObject({ status: 412, body: { code: 'precondition-failed' } });
  });
});

describe('every write', () => {
  it.each(named(routes.filter(({ method }) => method !== 'get')))(
    '%s says how often it may be asked',
    (_, route) => {
      const unlimited = ['receiveWebhook', 'unsubscribe', 'advanceTestClock', 'stepTestClock'];
      expect('429' in route.responses).toBe(!unlimited.includes(route.operationId));
    },
  );
});

it('what is at no address is a problem too, with the id of the request', async () => {
  const answer = await ask({ method: 'get', path: '/v1/nothing' });
  expect(answer).toMatchObject({ status: 404, body: { code: 'not-found' } });
  expect(answer.headers.get('content-type')).toMatch('application/problem+json');
  expect(answer.headers.get('request-id')).toBe(answer.body.requestId);
});

function operator(route: Route): Record<string, string> {
  return opensWith('operator')(route) ? { authorization: `Bearer ${solo.operatorKey}` } : {};
}

function exampleOf({ requestBody }: Route): unknown {
  return requestBody?.content['application/json']?.example;
}

interface Wish {
  readonly headers?: Record<string, string>;
  readonly body: unknown;
  readonly otherBody: unknown;
  /** What a replay has in common with the first answer: links are made anew, and a key is shown once. */
  sameIn(answer: Record<string, unknown>): unknown;
}

/** Something that can be wished for, and another thing that cannot be had by the same key. */
async function wishFor(route: Route): Promise<Wish> {
  const { operationId } = route;
  const example = exampleOf(route);
  const person = { name: 'Alma Reader', email: `alma-${randomUUID()}@example.org` };
  const course = (await list('/v1/courses'))[0]?.id;
  switch (operationId) {
    case 'placeEnrollment': {
      const sessions = await list<{ seatsLeft: number }>('/v1/sessions');
      const sessionId = sessions.find(({ seatsLeft }) => seatsLeft > 4)?.id;
      return {
        body: { sessionId, seats: 1, person },
        otherBody: { sessionId, seats: 2, person },
        sameIn: ({ id }) => id,
      };
    }
    case 'checkOut': {
      const wish = { items: [{ courseId: course }], person };
      return { body: wish, otherBody: { ...wish, via: randomUUID() }, sameIn: ({ orderId }) => orderId };
    }
    case 'createApiKey': {
      const wish = { name: 'of-a-test', scopes: ['funnels:read'] };
      return { body: wish, otherBody: { ...wish, name: 'of-another' }, sameIn: ({ id }) => id };
    }
    case 'createArticle':
    case 'createWorkshop':
    case 'createCourse':
    case 'createCoach': {
      const wish = { ...(example as object), slug: `s-${randomUUID()}`, nextSteps: [] };
      if (operationId !== 'createArticle') Reflect.deleteProperty(wish, 'nextSteps');
      return { body: wish, otherBody: { ...wish, slug: 'another' }, sameIn: ({ id }) => id };
    }
    case 'createSession': {
      const workshopId = (await list('/v1/workshops'))[0]?.id;
      const wish = { ...(example as object), workshopId };
      return { body: wish, otherBody: { ...wish, venue: 'elsewhere' }, sameIn: ({ id }) => id };
    }
    case 'createRelease': {
      const uploadId = randomUUID();
      await fetch(`${solo.url}/v1/uploads/${uploadId}?mediaType=text/plain`, {
        method: 'PUT',
        headers: {
          ...token,
          authorization: `Bearer ${solo.operatorKey}`,
          'content-type': 'application/octet-stream',
        },
        body: 'a file',
      });
      const wish = { version: `9.${Date.now()}`, notes: '', files: [{ uploadId, name: 'a.txt' }] };
      return { body: wish, otherBody: { ...wish, notes: 'other' }, sameIn: ({ id }) => id };
    }
    case 'startDownload': {
      const { session, files, entitlementId } = await bought(person, course ?? '');
      return {
        headers: { authorization: `Bearer ${session}` },
        body: { entitlementId, fileId: files[0] },
        otherBody: { entitlementId, fileId: files[1] ?? randomUUID() },
        sameIn: () => 'an address that works for a quarter of an hour',
      };
    }
    default:
      throw new Error(`say here what can be wished of ${operationId}`);
  }
}

async function list<Item>(path: string): Promise<(Item & { id: string })[]> {
  const response = await fetch(`${solo.url}${path}?limit=100`);
  return ((await response.json()) as { data: (Item & { id: string })[] }).data;
}

/** A course that a person has bought, and the link of their mail that opens it. */
async function bought(person: { name: string; email: string }, courseId: string) {
  const post = async (path: string, body: unknown) =>
    (await fetch(solo.url + path, { method: 'POST', headers: json, body: JSON.stringify(body) })).json();
  const order = (await post('/v1/checkouts', { items: [{ courseId }], person })) as { payUrl: string };
  await post(new URL(order.payUrl).pathname, { outcome: 'pay' });
  await post('/v1/test-clock', { advanceBy: 'PT1M' });
  const mails = await (await fetch(`${solo.url}/v1/mailbox?to=${encodeURIComponent(person.email)}`)).text();
  const session = /\/downloads\?token=([\w.-]+)/.exec(mails)?.[1] ?? '';
  const library = await fetch(`${solo.url}/v1/library`, { headers: { authorization: `Bearer ${session}` } });
  const { data } = (await library.json()) as {
    data: { entitlementId: string; release: { files: { fileId: string }[] } }[];
  };
  const files = data[0]?.release.files.map(({ fileId }) => fileId) ?? [];
  return { session, entitlementId: data[0]?.entitlementId ?? '', files };
}

/** A key of an operator who may do one thing, which is not what this route is about. */
async function keyWithout(route: Route & { 'x-scope'?: string }): Promise<string> {
  const scopes = [route['x-scope'] === 'funnels:read' ? 'messages:read' : 'funnels:read'];
  const response = await fetch(`${solo.url}/v1/api-keys`, {
    method: 'POST',
    headers: { ...json, authorization: `Bearer ${solo.operatorKey}` },
    body: JSON.stringify({ name: 'of-one-scope', scopes }),
  });
  const { key } = (await response.json()) as { key: string };
  await fetch(`${solo.url}/v1/test-clock`, { method: 'POST', headers: json, body: '{"advanceBy":"PT0S"}' });
  return key;
}
