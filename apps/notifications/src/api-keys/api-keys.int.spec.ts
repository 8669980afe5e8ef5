import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { apiKeyIssued, apiKeyRevoked, apiKeyUseRecorded } from '#libs/contracts';
import { Database, newId } from '#libs/database';
import { TestClock } from '#libs/clock';
import { runNotifications } from '../../../../test/support/run-notifications.js';
import { TEST_OPERATOR_KEY, type RunningService } from '../../../../test/support/run-service.js';
import { ManageApiKeys } from './manage-api-keys.js';

interface Shown {
  readonly id: string;
  readonly name: string;
  readonly key: string;
  readonly startsWith: string;
  readonly [field: string]: unknown;
}

let service: RunningService;
beforeAll(async () => {
  service = await runNotifications();
});
afterAll(() => service.stop());

const ask = async (
  method: 'GET' | 'POST',
  path: string,
  { key = TEST_OPERATOR_KEY, body, wish }: { key?: string; body?: unknown; wish?: string } = {},
) => {
  const answer = await fetch(service.url + path, {
    method,
    headers: {
      authorization: `Bearer ${key}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(wish !== undefined && { 'idempotency-key': wish }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Shown };
};
const WISH = { name: 'front-desk', scopes: ['messages:read'] };
const create = (more: object = {}, options: { key?: string; wish?: string } = {}) =>
  ask('POST', '/v1/api-keys', { body: { ...WISH, ...more }, ...options });
const revoke = (id: string, key = TEST_OPERATOR_KEY) => ask('POST', `/v1/api-keys/${id}/revocation`, { key });
const messagesWith = async (key: string) => (await ask('GET', '/v1/messages', { key })).status;
const keyRows = (id: string) => service.rows('SELECT * FROM notifications.api_keys WHERE id = $1', [id]);
const trailOf = (id: string) =>
  service.rows<{ action: string; actor_id: string; before: unknown; after: unknown }>(
    'SELECT * FROM notifications.audit_entries WHERE object_id = $1 ORDER BY id',
    [id],
  );
const told = async (type: string, id: string) =>
  (await service.published(type)).filter(({ apiKeyId }) => apiKeyId === id);
const shownFor = async (id: string): Promise<Shown | undefined> => {
  const { body } = await ask('GET', '/v1/api-keys?limit=100');
  return (body['data'] as Shown[]).find((each) => each.id === id);
};

describe('creating an API key', () => {
  it('shows the key once, which opens what its scopes say, at once', async () => {
    const { status, headers, body } = await create();
    expect([status, headers.get('cache-control')]).toEqual([201, 'no-store']);
    expect(body).toEqual({
      id: expect.any(String),
      name: 'front-desk',
      key: expect.stringMatching(/^ally_test_[0-9A-Za-z]{71}$/),
      startsWith: body.key.slice(0, 32),
      scopes: ['messages:read'],
      createdAt: '2026-12-01T12:00:00.000Z',
      createdBy: { id: 'root', name: 'root' },
      expiresAt: null,
      lastUsedAt: null,
      revokedAt: null,
      revokedBy: null,
    });
    expect(await messagesWith(body.key)).toBe(200);
    expect((await ask('GET', '/v1/funnels', { key: body.key })).body).toMatchObject({
      code: 'scope-missing',
    });
    expect(await told(apiKeyIssued.type, body.id)).toHaveLength(1);
  });

  it('keeps the key nowhere: not in a table, not in an event, not in the trail', async () => {
    const { body } = await create({}, { wish: newId() });
    await messagesWith(body.key);
    await told(apiKeyIssued.type, body.id);
    const tables = await service.rows<{ name: string }>(
      `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
       WHERE table_schema IN ('notifications', 'event_log')`,
    );
    const all = await Promise.all(tables.map(({ name }) => service.rows(`SELECT * FROM ${name}`)));
    const everything = JSON.stringify(all);
    expect(everything).toContain(body.startsWith);
    expect(everything).not.toContain(body.key);
    expect(everything).not.toContain(body.key.slice(32));
  });

  it('leaves an entry in the trail: who, and all but the hash', async () => {
    const { body } = await create({ expiresAt: '2027-01-01T00:00:00.000Z' });
    expect(await trailOf(body.id)).toMatchObject([
      {
        action: 'api-key.issued',
        actor_id: 'root',
        before: null,
        after: { name: 'front-desk', hash: '[redacted]', expiresAt: '2027-01-01T00:00:00.000Z' },
      },
    ]);
  });

  it('when the trail cannot be written, then there is no key either, and nobody hears of one', async () => {
    const logged = jest.spyOn(Logger.prototype, 'error').mockReturnValue(undefined);
    const counts = () =>
      service.rows(`SELECT (SELECT count(*) FROM notifications.api_keys) AS keys,
        (SELECT count(*) FROM notifications.api_key_facts) AS facts,
        (SELECT count(*) FROM event_log.events) + (SELECT count(*) FROM notifications.outbox) AS told`);
    await service.time.settle();
    const before = await counts();
    await service.rows('ALTER TABLE notifications.audit_entries RENAME TO away');
    expect((await create()).status).toBe(500);
    await service.rows('ALTER TABLE notifications.away RENAME TO audit_entries');
    logged.mockRestore();
    expect(await counts()).toEqual(before);
  });

  it.each([
    ['a scope that nobody has heard of', { scopes: ['moon:write'] }, 400, 'invalid-input'],
    ['no scope', { scopes: [] }, 400, 'invalid-input'],
    ['the name of a person', { name: 'Ada Lovelace' }, 400, 'invalid-input'],
    ['a field that is none', { key: 'of my own' }, 400, 'invalid-input'],
    ['an end that has passed', { expiresAt: '2026-12-01T12:00:00.000Z' }, 422, 'expires-in-the-past'],
  ])('refuses %s', async (_, more, status, code) => {
    expect(await create(more)).toMatchObject({ status, body: { code } });
  });

  it('is for operators with the scope; nobody gives a scope that they do not have', async () => {
    expect(await create({}, { key: 'ally_test_nobody' })).toMatchObject({ status: 401 });
    const reader = (await create()).body.key;
    expect(await create({}, { key: reader })).toMatchObject({ status: 403, body: { code: 'scope-missing' } });
    const maker = (await create({ scopes: ['api-keys:write', 'messages:read'] })).body;
    expect(await create({ scopes: ['messages:read', 'audit:read'] }, { key: maker.key })).toMatchObject({
      status: 403,
      body: { code: 'scope-missing', detail: expect.stringContaining('audit:read') },
    });
    const made = await create({}, { key: maker.key });
    expect(made).toMatchObject({ status: 201, body: { createdBy: { id: maker.id, name: 'front-desk' } } });
  });

  it('when the key that makes it has an end, then it has one too, and no later', async () => {
    const inMinutes = (minutes: number) =>
      new Date(service.clock.now().getTime() + minutes * 60_000).toISOString();
    const scopes = ['api-keys:write', 'messages:read'];
    const { key } = (await create({ scopes, expiresAt: inMinutes(60) })).body;
    for (const late of [{}, { expiresAt: inMinutes(61) }]) {
      expect(await create(late, { key })).toMatchObject({
        status: 403,
        body: { code: 'expires-too-late', errors: [{ pointer: '/expiresAt' }] },
      });
    }
    expect(await create({ expiresAt: inMinutes(60) }, { key })).toMatchObject({ status: 201 });
  });

  it('when the end comes, then the key opens nothing any more', async () => {
    const expiresAt = new Date(service.clock.now().getTime() + 60_000).toISOString();
    const { key } = (await create({ expiresAt })).body;
    expect(await messagesWith(key)).toBe(200);
    await service.time.advanceTo(new Date(expiresAt));
    expect(await messagesWith(key)).toBe(401);
  });
});

describe('creating an API key with an Idempotency-Key', () => {
  it('when it is repeated, then there is one key, which is not shown again', async () => {
    const wish = newId();
    const first = await create({}, { wish });
    const replay = await create({}, { wish });
    expect([replay.status, replay.headers.get('idempotency-replayed')]).toEqual([201, 'true']);
    expect(replay.body).toEqual({ ...first.body, key: null });
    expect(first.headers.get('idempotency-replayed')).toBeNull();
    expect(await told(apiKeyIssued.type, first.body.id)).toHaveLength(1);
    expect(await trailOf(first.body.id)).toHaveLength(1);
    expect(await create({ name: 'another' }, { wish })).toMatchObject({
      status: 422,
      body: { code: 'idempotency-key-reused' },
    });
  });

  it('when twins come at once, then one of them gets the key and the other hears that it is made', async () => {
    const wish = newId();
    const twins = await Promise.all([create({}, { wish }), create({}, { wish }), create({}, { wish })]);
    expect(twins.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(new Set(twins.map(({ body }) => body.id)).size).toBe(1);
    expect(twins.filter(({ body }) => body.key !== null)).toHaveLength(1);
  });

  it('when another operator uses the same one, then it is a wish of their own', async () => {
    const wish = newId();
    const maker = (await create({ scopes: ['api-keys:write', 'messages:read'] })).body.key;
    const [one, other] = [await create({}, { wish }), await create({}, { wish, key: maker })];
    expect(other.body.id).not.toBe(one.body.id);
    expect(other.body.key).not.toBeNull();
  });
});

describe('revoking an API key', () => {
  it('ends it here at once, and tells everybody', async () => {
    const { id, key } = (await create()).body;
    expect(await revoke(id)).toMatchObject({
      status: 200,
      body: { id, revokedAt: service.clock.now().toISOString(), revokedBy: { id: 'root', name: 'root' } },
    });
    expect(await messagesWith(key)).toBe(401);
    expect(await told(apiKeyRevoked.type, id)).toMatchObject([{ version: 2, scopes: ['messages:read'] }]);
    expect((await trailOf(id)).at(-1)).toMatchObject({
      action: 'api-key.revoked',
      before: { revokedAt: null },
      after: { revokedAt: service.clock.now().toISOString() },
    });
  });

  it('when two do it at once, and again later, then the first counts and nothing happens twice', async () => {
    const { id } = (await create()).body;
    const other = (await create({ scopes: ['api-keys:write'] })).body.key;
    const both = await Promise.all([revoke(id), revoke(id, other), revoke(id)]);
    expect(both.map(({ status }) => status)).toEqual([200, 200, 200]);
    const [row] = await keyRows(id);
    await service.time.advanceTo(new Date(service.clock.now().getTime() + 1000));
    const again = await revoke(id, other);
    expect(again).toMatchObject({ status: 200, body: { revokedBy: both[0]?.body['revokedBy'] } });
    expect(await keyRows(id)).toEqual([row]);
    expect(await told(apiKeyRevoked.type, id)).toHaveLength(1);
    expect((await trailOf(id)).map(({ action }) => action)).toEqual(['api-key.issued', 'api-key.revoked']);
  });

  it('refuses a key that there is not, and who may not', async () => {
    expect(await revoke(newId())).toMatchObject({ status: 404, body: { code: 'api-key-unknown' } });
    expect(await revoke('7')).toMatchObject({ status: 400 });
    const { id, key } = (await create()).body;
    expect(await revoke(id, key)).toMatchObject({ status: 403 });
  });
});

describe('the mailbox, asked for under a name that is not this machine’s', () => {
  it('opens for a key with its own scope, and not for one that may read what was sent', async () => {
    const read = async (key: string) => {
      const headers = { host: 'elsewhere.example', authorization: `Bearer ${key}` };
      return (await service.app.inject({ url: '/v1/mailbox', headers })).statusCode;
    };
    expect(await read('ally_test_nobody')).toBe(401);
    expect(await read((await create()).body.key)).toBe(403);
    expect(await read((await create({ scopes: ['mailbox:read'] })).body.key)).toBe(200);
    expect(await read(TEST_OPERATOR_KEY)).toBe(200);
  });
});

describe('the list of API keys', () => {
  it('shows each, newest first, page by page, without its key and its hash', async () => {
    const made = [await create(), await create(), await create()].map(({ body }) => body.id);
    const page = async (query: string) => {
      const { body } = await ask('GET', `/v1/api-keys?limit=2${query}`);
      return body as unknown as { data: Shown[]; next: string };
    };
    const first = await page('');
    const second = await page(`&after=${first.next}`);
    expect([...first.data, ...second.data].slice(0, 3).map(({ id }) => id)).toEqual(made.toReversed());
    for (const shown of first.data) {
      expect(Object.keys(shown)).not.toContain('key');
      expect(Object.keys(shown)).not.toContain('hash');
    }
    const reader = (await create()).body.key;
    expect((await ask('GET', '/v1/api-keys', { key: reader })).status).toBe(403);
  });

  it('says when a key was used last, in whatever order the services tell it, however often', async () => {
    const { id } = (await create()).body;
    const use = async (in_: keyof typeof apiKeyUseRecorded, minute: number, eventId?: string) => {
      const usedAt = `2026-12-02T10:0${minute}:00.000Z`;
      await service.hear(apiKeyUseRecorded[in_], { apiKeyId: id, usedAt }, eventId);
      return (await shownFor(id))?.['lastUsedAt'];
    };
    const late = newId();
    expect(await use('catalog', 2)).toBe('2026-12-02T10:02:00.000Z');
    expect(await use('payments', 1, late)).toBe('2026-12-02T10:02:00.000Z');
    expect(await use('enrollment', 3)).toBe('2026-12-02T10:03:00.000Z');
    expect(await use('payments', 1, late)).toBe('2026-12-02T10:03:00.000Z');
    expect(await use('notifications', 4)).toBe('2026-12-02T10:04:00.000Z');
  });
});

describe('keys in the hands of a command', () => {
  const command = () =>
    new ManageApiKeys({
      database: service.get(Database),
      eventLog: service.log,
      clock: new TestClock(service.clock.now()),
      operatorKey: TEST_OPERATOR_KEY,
    });

  it('are made, listed and revoked, and the trail says that it was done on this machine', async () => {
    const { apiKey, key } = await command().create(WISH);
    expect(await messagesWith(key ?? '')).toBe(200);
    const listed = await command().list();
    expect(listed[0]).toMatchObject({ id: apiKey.id, name: 'front-desk' });
    expect(listed).toHaveLength((await service.rows('SELECT FROM notifications.api_keys')).length);
    await command().revoke(apiKey.id);
    expect(await messagesWith(key ?? '')).toBe(401);
    expect(await told(apiKeyRevoked.type, apiKey.id)).toHaveLength(1);
    expect((await trailOf(apiKey.id)).map(({ actor_id }) => actor_id)).toEqual([
      'this-machine',
      'this-machine',
    ]);
  });

  it('when more were made than one page holds, then all are listed, each once', async () => {
    for (let nth = 0; nth < 101; nth++) await command().create(WISH);
    const ids = (await command().list()).map(({ id }) => id);
    const rows = await service.rows('SELECT FROM notifications.api_keys');
    expect(new Set(ids).size).toBe(rows.length);
    expect(ids).toHaveLength(rows.length);
  });

  it('when the wish is wrong, then the refusal says where', async () => {
    await expect(command().create({ name: 'Ada', scopes: ['moon:write'] })).rejects.toMatchObject({
      code: 'invalid-input',
      errors: [{ pointer: '/name' }, { pointer: '/scopes/0' }],
    });
  });
});
