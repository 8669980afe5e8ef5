import { describe, expect, it } from '@jest/globals';
import { pageOf, pageQuery } from './paging.js';

const rows = ['01939f0e-7a00-7000-8000-000000000001', '01939f0e-7a00-7000-8000-000000000002'].map((id) => ({
  id,
}));

describe('a page', () => {
  it('when one row too many was read, then it names what comes next, and the next query understands that', () => {
    const page = pageOf(rows, 1);
    expect(page.data).toEqual([rows[0]]);
    expect(pageQuery.parse({ after: page.next })).toEqual({ limit: 20, after: rows[0]?.id });
  });

  it('when it is the last, then nothing comes next', () => {
    expect(pageOf(rows, 2)).toEqual({ data: rows, next: null });
    expect(pageOf([], 20)).toEqual({ data: [], next: null });
  });
});

describe('the query of a list', () => {
  it.each([{ limit: '1' }, { limit: '100' }, {}])('takes %j', (query) => {
    expect(pageQuery.safeParse(query).success).toBe(true);
  });

  const uuidButNotEncoded = rows[0]?.id;
  const encodedButNoUuid = Buffer.from("' OR 1 = 1 --").toString('base64url');
  it.each([
    { limit: '0' },
    { limit: '101' },
    { limit: '1.5' },
    { limit: '' },
    { limit: 'all' },
    { limit: ['1', '2'] },
    { after: uuidButNotEncoded },
    { after: encodedButNoUuid },
    { after: '%%%' },
    { after: '' },
  ])('refuses %j', (query) => {
    expect(pageQuery.safeParse(query).success).toBe(false);
  });
});
