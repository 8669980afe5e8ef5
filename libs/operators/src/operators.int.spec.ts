import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Controller, Get, Logger, Param, Post } from '@nestjs/common';
import { apiKeyIssued, apiKeyRevoked, apiKeyUseRecorded, type ApiKeyState } from '#libs/contracts';
import { Database, newId } from '#libs/database';
import { Outbox } from '#libs/events';
import { runOperatedService } from '../../../test/support/run-operated-service.js';
import { TEST_OPERATOR_KEY, type RunningService } from '../../../test/support/run-service.js';
import { until } from '../../../test/support/until.js';
import { hashOfApiKey, newApiKey } from './api-key.js';
import { ApiKeyFactsRepository } from './api-key-facts.repository.js';
import { ActingOperator, OperatorOnly, operatorScopeOf } from './operator-only.js';
import type { Operator } from './operator.js';
import { RecordApiKeyUse } from './record-api-key-use.js';

@Controller('probe')
@OperatorOnly('catalog:write')
class ProbeController {
  @Get()
  whoAmI(@ActingOperator() operator: Operator) {
    return operator;
  }

  @Get('audit')
  @OperatorOnly('audit:read')
  another() {
    return { welcome: true };
  }
}

@Controller('unguarded')
class UnguardedController {
  @Get()
  open() {
    return { welcome: true };
  }

  @Post(':id')
  forgotten(@ActingOperator() operator: Operator, @Param('id') id: string) {
    return { operator, id };
  }
}

let service: RunningService;
beforeAll(async () => {
  service = await runOperatedService('catalog', [ProbeController, UnguardedController]);
});
afterAll(() => service.stop());

const get = async (path: string, authorization?: string) => {
  const answer = await fetch(service.url + path, { headers: authorization ? { authorization } : {} });
  const body = (await answer.json()) as Record<string, unknown>;
  return { status: answer.status, requestId: answer.headers.get('request-id'), body };
};
const show = (key: string, path = '/probe') => get(path, `Bearer ${key}`);

/** A key that notifications has issued, and what it tells of it. */
async function issued(more: Partial<ApiKeyState> = {}): Promise<{ key: string; state: ApiKeyState }> {
  const apiKeyId = newId();
  const key = newApiKey('test', apiKeyId);
  const state = {
    apiKeyId,
    version: 1,
    name: 'cms-sync',
    hash: hashOfApiKey(key),
    scopes: ['catalog:write'],
    expiresAt: null,
    revokedAt: null,
    ...more,
  };
  await service.hear(apiKeyIssued, state);
  return { key, state };
}

const revoked = (state: ApiKeyState): ApiKeyState => ({
  ...state,
  version: 2,
  revokedAt: service.clock.now().toISOString(),
});

describe("the instance's own key", () => {
  it('opens every route, in any case of the scheme, and acts as root', async () => {
    const { status, body, requestId } = await show(TEST_OPERATOR_KEY);
    expect([status, body]).toMatchObject([200, { id: 'root', name: 'root', requestId }]);
    expect((await get('/probe/audit', `bearer ${TEST_OPERATOR_KEY}`)).status).toBe(200);
  });

  it.each([
    '',
    'Bearer ',
    'Bearer open',
    TEST_OPERATOR_KEY,
    `Basic ${TEST_OPERATOR_KEY}`,
    `Bearer ${TEST_OPERATOR_KEY}x`,
    `Bearer ${TEST_OPERATOR_KEY.slice(0, -1)}`,
    `Bearer ${TEST_OPERATOR_KEY} Bearer ${TEST_OPERATOR_KEY}`,
  ])('is not %j', async (authorization) => {
    expect(await get('/probe', authorization)).toMatchObject({
      status: 401,
      body: { code: 'operator-only' },
    });
  });

  it('is asked for by the guard alone: a route without it is open', async () => {
    expect((await get('/unguarded')).status).toBe(200);
  });

  it('when a route without the guard asks who acts, then it fails and makes nobody up', async () => {
    const logged = jest.spyOn(Logger.prototype, 'error').mockReturnValue(undefined);
    const answer = await fetch(`${service.url}/unguarded/1`, {
      method: 'POST',
      headers: { authorization: `Bearer ${TEST_OPERATOR_KEY}` },
    });
    expect(answer.status).toBe(500);
    logged.mockRestore();
  });
});

describe('an API key', () => {
  it('when it has the scope, then it opens the route and says who acts', async () => {
    const { key, state } = await issued();
    const { status, body, requestId } = await show(key);
    const { apiKeyId: id, name, scopes } = state;
    expect([status, body]).toEqual([200, { id, name, scopes, expiresAt: null, requestId }]);
  });

  it('when it lacks the scope, then the refusal names it; the scope of a method counts, not that of its class', async () => {
    const { key } = await issued();
    expect(await show(key, '/probe/audit')).toMatchObject({
      status: 403,
      body: { code: 'scope-missing', detail: expect.stringContaining('audit:read') },
    });
    const auditor = await issued({ scopes: ['audit:read'] });
    expect((await show(auditor.key, '/probe/audit')).status).toBe(200);
    expect(await show(auditor.key)).toMatchObject({
      status: 403,
      body: { detail: expect.stringContaining('catalog:write') },
    });
  });

  it('when a newer build gave it scopes that this one does not know, then those open nothing', async () => {
    const { key } = await issued({ scopes: ['catalog:write', 'moon:write'] });
    expect((await show(key)).body).toMatchObject({ scopes: ['catalog:write'] });
  });

  it('when it is unknown, wrong, expired, revoked or of no form, then the refusals are the same', async () => {
    const right = await issued();
    const soon = new Date(service.clock.now().getTime() + 60_000);
    const expiring = await issued({ expiresAt: soon.toISOString() });
    const ended = await issued();
    for (const { key } of [right, expiring, ended]) expect((await show(key)).status).toBe(200);
    await service.hear(apiKeyRevoked, revoked(ended.state));
    service.clock.moveTo(soon);
    const refused = [
      newApiKey('test', newId()),
      newApiKey('test', right.state.apiKeyId),
      expiring.key,
      ended.key,
      'ally_test_nonsense',
    ];
    const answers = await Promise.all(refused.map((key) => show(key)));
    for (const { status, body } of answers) {
      expect([status, { ...body, requestId: '' }]).toEqual([401, { ...answers[0]?.body, requestId: '' }]);
    }
    expect((await show(right.key)).status).toBe(200);
  });

  it('when it is a typo or made up, then the database is not asked', async () => {
    const logged = jest.spyOn(Logger.prototype, 'error').mockReturnValue(undefined);
    const { key } = await issued();
    await service.rows('ALTER TABLE catalog.api_key_facts RENAME TO away');
    try {
      expect((await show(`${key.slice(0, -1)}${key.endsWith('0') ? '1' : '0'}`)).status).toBe(401);
      expect((await show(`ally_test_${'a'.repeat(71)}`)).status).toBe(401);
      expect((await show(TEST_OPERATOR_KEY)).status).toBe(200);
      expect((await show(key)).status).toBe(500); // who has the form of a key makes the service look
      for (const line of logged.mock.calls) expect(JSON.stringify(line)).not.toContain(key.slice(10));
    } finally {
      await service.rows('ALTER TABLE catalog.away RENAME TO api_key_facts');
      logged.mockRestore();
    }
  });

  it('tells its scope to whoever describes the API', () => {
    expect(operatorScopeOf(ProbeController)).toBe('catalog:write');
    expect(operatorScopeOf(ProbeController.prototype.another)).toBe('audit:read');
    expect(operatorScopeOf(UnguardedController)).toBeUndefined();
  });
});

describe('what a service knows of keys', () => {
  const facts = () => service.rows('SELECT * FROM catalog.api_key_facts ORDER BY id');

  it('when a fact is delivered twice, or told twice, then it changes nothing the second time', async () => {
    const { state } = await issued();
    const id = newId();
    await service.hear(apiKeyRevoked, revoked(state), id);
    const before = await facts();
    await service.hear(apiKeyRevoked, revoked(state), id);
    await service.hear(apiKeyRevoked, revoked(state));
    expect(await facts()).toEqual(before);
  });

  it('when an older fact comes after a newer one, then the key does not revive', async () => {
    const { key, state } = await issued();
    await service.hear(apiKeyRevoked, revoked(state));
    await service.hear(apiKeyIssued, state);
    expect((await show(key)).status).toBe(401);
    // The version decides and nothing else: with it the same fact would revive the key.
    await service.hear(apiKeyIssued, { ...state, version: 3 });
    expect((await show(key)).status).toBe(200);
  });

  it('when the revocation comes first, then the key never opens anything', async () => {
    const apiKeyId = newId();
    const key = newApiKey('test', apiKeyId);
    const state = { ...(await issued()).state, apiKeyId, hash: hashOfApiKey(key) };
    await service.hear(apiKeyRevoked, revoked(state));
    await service.hear(apiKeyIssued, state);
    expect((await show(key)).status).toBe(401);
  });

  it('holds no key, in no table and in no event', async () => {
    const { key, state } = await issued();
    expect((await show(key)).status).toBe(200);
    await usesOf(state.apiKeyId, 1);
    const stored = JSON.stringify([
      await facts(),
      await service.rows('SELECT * FROM event_log.events'),
      await service.rows('SELECT * FROM catalog.api_key_uses'),
    ]);
    expect(stored).toContain(state.hash);
    expect(stored).not.toContain(key.slice(10, 32));
    expect(stored).not.toContain(key.slice(32));
  });
});

/** Waits until so many uses of a key have been told, and looks whether it stays at that. */
async function usesOf(apiKeyId: string, count: number): Promise<string[]> {
  const told = async () =>
    (await service.published(apiKeyUseRecorded.catalog.type))
      .filter((use) => use['apiKeyId'] === apiKeyId)
      .map((use) => String(use['usedAt']));
  await until(`${count} uses are told`, async () => (await told()).length >= count);
  const uses = await told();
  expect(uses).toHaveLength(count);
  return uses;
}

describe('the last use of a key', () => {
  const anotherProcess = () =>
    new RecordApiKeyUse(
      'catalog',
      service.get(Database),
      new ApiKeyFactsRepository(),
      service.get(Outbox),
      service.clock,
    );
  const later = (seconds: number) =>
    service.clock.moveTo(new Date(service.clock.now().getTime() + seconds * 1000));

  it('is told once a minute, however often it is used', async () => {
    const { key, state } = await issued();
    const first = service.clock.now().toISOString();
    for (let use = 0; use < 3; use++) await show(key);
    await usesOf(state.apiKeyId, 1);
    later(59);
    await show(key);
    later(1);
    await Promise.all([show(key), show(key)]);
    const second = service.clock.now().toISOString();
    expect(await usesOf(state.apiKeyId, 2)).toEqual([first, second]);
  });

  it('when several processes see it used at once, then it is told once', async () => {
    const { state } = await issued();
    const processes = [anotherProcess(), anotherProcess(), anotherProcess()];
    for (const each of processes) each.note(state.apiKeyId);
    await Promise.all(processes.map((each) => each.beforeApplicationShutdown()));
    expect(await usesOf(state.apiKeyId, 1)).toHaveLength(1);
    later(60);
    const next = anotherProcess();
    next.note(state.apiKeyId);
    await next.beforeApplicationShutdown();
    await usesOf(state.apiKeyId, 2);
  });

  it('when it cannot be told, then the request does not notice, and the next use tells it', async () => {
    const logged = jest.spyOn(Logger.prototype, 'warn').mockReturnValue(undefined);
    const { key, state } = await issued();
    await service.rows('ALTER TABLE catalog.api_key_uses RENAME TO away');
    expect((await show(key)).status).toBe(200);
    await until('it is said', () => logged.mock.calls.length > 0);
    await service.rows('ALTER TABLE catalog.away RENAME TO api_key_uses');
    expect(JSON.stringify(logged.mock.calls)).not.toContain(key.slice(10));
    logged.mockRestore();
    expect((await show(key)).status).toBe(200);
    await usesOf(state.apiKeyId, 1);
  });

  it('when the request waits for nothing, then a locked row does not hold it up', async () => {
    const { key, state } = await issued();
    await show(key);
    await usesOf(state.apiKeyId, 1);
    later(60);
    await service.get(Database).transaction(async (transaction) => {
      await transaction.query('SELECT FROM api_key_uses WHERE api_key_id = $1 FOR UPDATE', [state.apiKeyId]);
      expect((await show(key)).status).toBe(200);
    });
    await usesOf(state.apiKeyId, 2);
  });
});
