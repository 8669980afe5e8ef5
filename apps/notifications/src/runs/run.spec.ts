import { describe, expect, it } from '@jest/globals';
import type { Journey } from '../journeys/journey.js';
import { begin, end, onEvent, proceed } from './run.js';

const HOUR = 3_600_000;
const journey: Journey = {
  key: 'after-reading',
  version: 2,
  topic: 'articles',
  goals: ['enrollment.enrollment.confirmed'],
  steps: [
    { id: 'a-day', kind: 'wait', forMs: 24 * HOUR },
    { id: 'first', kind: 'send', template: 'follow-up-workshops' },
    { id: 'until-held', kind: 'wait-until', event: 'enrollment.enrollment.held', orForMs: 72 * HOUR },
    { id: 'second', kind: 'send', template: 'follow-up-courses' },
  ],
};
const person = { id: 'run', personId: 'person', articleId: 'article' };
const noon = new Date('2026-12-01T12:00:00Z');
const at = (hours: number) => new Date(noon.getTime() + hours * HOUR);

describe('a run', () => {
  it('waits at its first step and sends nothing yet', () => {
    const { run, sends } = begin(person, journey, noon);
    expect(sends).toEqual([]);
    expect(run).toMatchObject({ state: 'waiting', step: 0, dueAt: at(24), journeyVersion: 2, version: 1 });
  });

  it('sends what stands between two waits, and completes after the last step', () => {
    const started = begin(person, journey, noon).run;
    const afterADay = proceed(started, journey, at(24));
    expect(afterADay.sends).toEqual([{ stepId: 'first', template: 'follow-up-workshops' }]);
    expect(afterADay.run).toMatchObject({
      state: 'waiting',
      waitingFor: 'enrollment.enrollment.held',
      dueAt: at(96),
    });

    const atTheEnd = proceed(afterADay.run, journey, at(96));
    expect(atTheEnd.sends).toEqual([{ stepId: 'second', template: 'follow-up-courses' }]);
    expect(atTheEnd.run).toMatchObject({ state: 'completed', dueAt: null, waitingFor: null });
  });

  it('goes on at the event it waits for, arrives at a goal, and minds nothing else', () => {
    const waiting = proceed(begin(person, journey, noon).run, journey, at(24)).run;
    expect(onEvent(waiting, journey, 'enrollment.enrollment.held')).toBe('go-on');
    expect(onEvent(waiting, journey, 'enrollment.enrollment.confirmed')).toBe('arrive');
    expect(onEvent(waiting, journey, 'payments.order.paid')).toBe('nothing');
  });

  it('that has ended waits for nothing', () => {
    const waiting = begin(person, journey, noon).run;
    expect(end(waiting, 'exited', 'unsubscribed')).toMatchObject({
      state: 'exited',
      reason: 'unsubscribed',
      dueAt: null,
    });
  });
});
