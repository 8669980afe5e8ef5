import { describe, expect, it } from '@jest/globals';
import { Refusal, type NextStep } from '#libs/contracts';
import { resolveNextSteps } from './article.js';

const workshop: NextStep = {
  kind: 'workshop',
  id: '0198a0a0-0000-7000-8000-000000000001',
  slug: 'ask-for-more',
  title: 'Ask for more',
};
const course: NextStep = {
  kind: 'course',
  id: '0198a0a0-0000-7000-8000-000000000002',
  slug: 'ask-for-more',
  title: 'Ask for more, at home',
};
const offered = [workshop, course];

function refusalOf(work: () => unknown): Refusal | undefined {
  try {
    work();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  return undefined;
}

describe("an article's next steps", () => {
  it('keep the order in which the author names them', () => {
    const names = [
      { kind: 'course', slug: 'ask-for-more' },
      { kind: 'workshop', slug: 'ask-for-more' },
    ] as const;
    expect(resolveNextSteps(names, offered)).toEqual([course, workshop]);
  });

  it('may be none', () => {
    expect(resolveNextSteps([], offered)).toEqual([]);
  });

  it('when one is not offered or is there twice, then each such place is named', () => {
    const refusal = refusalOf(() =>
      resolveNextSteps(
        [
          { kind: 'workshop', slug: 'ask-for-more' },
          { kind: 'workshop', slug: 'unheard-of' },
          { kind: 'workshop', slug: 'ask-for-more' },
        ],
        offered,
      ),
    );
    expect(refusal).toMatchObject({ kind: 'unprocessable', code: 'next-steps-invalid' });
    expect(refusal?.errors.map(({ pointer }) => pointer)).toEqual(['/nextSteps/1', '/nextSteps/2']);
  });
});
