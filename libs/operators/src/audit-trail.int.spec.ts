import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Database, newId } from '#libs/database';
import { runOperatedService } from '../../../test/support/run-operated-service.js';
import { TEST_OPERATOR_KEY, type RunningService } from '../../../test/support/run-service.js';
import { AuditTrail } from './audit-trail.js';
import { operatorOnThisMachine, type Operator } from './operator.js';

let service: RunningService;
beforeAll(async () => {
  service = await runOperatedService('enrollment');
});
afterAll(() => service.stop());

const ada: Operator = {
  id: newId(),
  name: 'front-desk',
  scopes: ['sessions:write'],
  expiresAt: null,
  requestId: 'request-1',
};
const seed = operatorOnThisMachine('seed');

/** An operator gives a thing a title. */
const rename = (operator: Operator, id: string, title: string, before: string | null = null) =>
  service.get(Database).transaction((transaction) =>
    service.get(AuditTrail).record(transaction, operator, {
      action: 'session.renamed',
      kind: 'session',
      id,
      before: before === null ? null : { title: before, capacity: 6 },
      after: { title, capacity: 6 },
    }),
  );
interface Page {
  readonly data: { objectId: string; actorId: string; after: Record<string, unknown> }[];
  readonly next: string | null;
}
const list = async (query = '', key = TEST_OPERATOR_KEY) => {
  const answer = await fetch(`${service.url}/v1/audit-entries/enrollment${query}`, {
    headers: { authorization: `Bearer ${key}` },
  });
  return { status: answer.status, body: (await answer.json()) as Page };
};

describe('the audit trail', () => {
  it('says who did what to what by which request, when, and what that changed', async () => {
    const id = newId();
    await rename(ada, id, 'Ask', 'Talk');
    expect((await list(`?objectId=${id}`)).body).toEqual({
      data: [
        {
          id: expect.any(String),
          at: '2026-12-01T12:00:00.000Z',
          actorId: ada.id,
          actorName: 'front-desk',
          action: 'session.renamed',
          kind: 'session',
          objectId: id,
          before: { title: 'Talk' },
          after: { title: 'Ask' },
          requestId: 'request-1',
        },
      ],
      next: null,
    });
  });

  it('when the write does not come about, then there is no entry either', async () => {
    const id = newId();
    const work = service.get(Database).transaction(async (transaction) => {
      const after = { title: 'Ask' };
      const write = { action: 'session.renamed', kind: 'session', id, before: null, after };
      await service.get(AuditTrail).record(transaction, ada, write);
      throw new Error('the write fails');
    });
    await expect(work).rejects.toThrow('the write fails');
    expect((await list(`?objectId=${id}`)).body.data).toEqual([]);
  });

  it.each([
    "UPDATE audit_entries SET actor_name = 'somebody else'",
    'DELETE FROM audit_entries',
    'DELETE FROM audit_entries WHERE false',
    'TRUNCATE audit_entries',
  ])('refuses %s, which goes through when its trigger is off', async (statement) => {
    await rename(seed, newId(), 'Ask');
    const rows = () => service.rows('SELECT * FROM enrollment.audit_entries ORDER BY id');
    const before = await rows();
    await expect(service.get(Database).query(statement)).rejects.toThrow('only ever added');
    expect(await rows()).toEqual(before);

    const withoutTrigger = service.get(Database).transaction(async (transaction) => {
      await transaction.query('ALTER TABLE audit_entries DISABLE TRIGGER audit_entries_are_only_added');
      await transaction.query(statement);
      throw new Error('went through');
    });
    await expect(withoutTrigger).rejects.toThrow('went through');
    expect(await rows()).toEqual(before);
  });

  it('is read newest first, page by page, without a gap or a repetition while it grows', async () => {
    const id = newId();
    for (const title of ['1', '2', '3', '4', '5']) await rename(ada, id, title);
    const first = (await list(`?objectId=${id}&limit=2`)).body;
    await rename(ada, id, '6');
    const second = (await list(`?objectId=${id}&limit=2&after=${first.next}`)).body;
    const third = (await list(`?objectId=${id}&limit=2&after=${second.next}`)).body;
    const titles = [first, second, third].map(({ data }) => data.map(({ after }) => after['title']));
    expect(titles).toEqual([['5', '4'], ['3', '2'], ['1']]);
    expect(third.next).toBeNull();
  });

  it('is read by object, by kind and by who acted', async () => {
    const [one, two] = [newId(), newId()];
    await rename(ada, one, 'Ask');
    await rename(seed, two, 'Ask');
    const of = async (query: string) => (await list(`${query}&limit=100`)).body.data;
    expect((await of(`?objectId=${one}`)).map(({ objectId }) => objectId)).toEqual([one]);
    const byAda = (await of(`?actorId=${ada.id}`)).map(({ actorId }) => actorId);
    expect(new Set(byAda)).toEqual(new Set([ada.id]));
    const things = (await of('?kind=session')).map(({ objectId }) => objectId);
    expect(things).toEqual(expect.arrayContaining([one, two]));
    expect(await of('?kind=article')).toEqual([]);
  });

  it('is for operators', async () => {
    expect(await list('', 'ally_test_nobody')).toMatchObject({
      status: 401,
      body: { code: 'operator-only' },
    });
  });
});
