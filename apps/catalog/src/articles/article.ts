import { Refusal, type FieldError, type NextStep } from '#libs/contracts';

export interface Article {
  readonly id: string;
  readonly slug: string;
  readonly title: string;
  readonly summary: string;
  readonly author: string;
  /** The day on which it first appeared, `YYYY-MM-DD`. */
  readonly publishedOn: string;
  readonly markdown: string;
  readonly state: 'published' | 'withdrawn';
  /** What it points its reader to, in the order in which the reader sees it. */
  readonly nextSteps: readonly NextStep[];
  /** Grows with each change, also with one of a next step's title. */
  readonly version: number;
}

/** A next step as an author names it. */
export type NextStepName = Pick<NextStep, 'kind' | 'slug'>;

/**
 * What the names of the next steps stand for, in their order.
 * @param offered the published workshops and courses among them.
 * @throws Refusal `next-steps-invalid` naming each step that is not offered or is there twice.
 */
export function resolveNextSteps(names: readonly NextStepName[], offered: readonly NextStep[]): NextStep[] {
  const errors: FieldError[] = [];
  const steps: NextStep[] = [];
  for (const [nth, name] of names.entries()) {
    const step = offered.find(({ kind, slug }) => kind === name.kind && slug === name.slug);
    const pointer = `/nextSteps/${nth}`;
    if (step === undefined) errors.push({ pointer, detail: `no ${name.kind} is published as ${name.slug}` });
    else if (steps.includes(step)) errors.push({ pointer, detail: 'is there twice' });
    else steps.push(step);
  }
  if (errors.length === 0) return steps;
  throw new Refusal(
    'unprocessable',
    'next-steps-invalid',
    'An article leads to what is offered, once each.',
    errors,
  );
}
