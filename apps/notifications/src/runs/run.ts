import type { FollowUpTemplate, Journey, JourneyEvent } from '../journeys/journey.js';

export type RunState = 'waiting' | 'completed' | 'reached-goal' | 'exited';

/** One person on a journey. */
export interface Run {
  readonly id: string;
  readonly journeyKey: string;
  readonly journeyVersion: number;
  readonly personId: string;
  /** The article that the journey leads on from. */
  readonly articleId: string;
  readonly state: RunState;
  /** Index of the step that it waits at. */
  readonly step: number;
  /** When it goes on by itself; null once it has ended. */
  readonly dueAt: Date | null;
  /** What else makes it go on. */
  readonly waitingFor: JourneyEvent | null;
  /** Why it ended. */
  readonly reason: string | null;
  readonly version: number;
}

export interface Send {
  readonly stepId: string;
  readonly template: FollowUpTemplate;
}

const BEFORE_THE_FIRST_STEP = -1;

/** Begins a journey: what is to be sent at once, and where the run waits. */
export function begin(
  run: Pick<Run, 'id' | 'personId' | 'articleId'>,
  journey: Journey,
  now: Date,
): { run: Run; sends: Send[] } {
  const fresh: Run = {
    ...run,
    journeyKey: journey.key,
    journeyVersion: journey.version,
    state: 'waiting',
    step: BEFORE_THE_FIRST_STEP,
    dueAt: now,
    waitingFor: null,
    reason: null,
    version: 0,
  };
  return proceed(fresh, journey, now);
}

/** Goes on from the step that a run waits at to the next wait, or to the end. Waits count from now. */
export function proceed(run: Run, journey: Journey, now: Date): { run: Run; sends: Send[] } {
  const sends: Send[] = [];
  const version = run.version + 1;
  for (let step = run.step + 1; ; step++) {
    const next = journey.steps[step];
    if (next === undefined) {
      return { run: { ...run, state: 'completed', step, dueAt: null, waitingFor: null, version }, sends };
    }
    if (next.kind === 'send') {
      sends.push({ stepId: next.id, template: next.template });
      continue;
    }
    const waitMs = next.kind === 'wait' ? next.forMs : next.orForMs;
    const waitingFor = next.kind === 'wait-until' ? next.event : null;
    return { run: { ...run, step, dueAt: new Date(now.getTime() + waitMs), waitingFor, version }, sends };
  }
}

/** Ends a waiting run before its last step. */
export function end(run: Run, state: 'reached-goal' | 'exited', reason: string): Run {
  return { ...run, state, reason, dueAt: null, waitingFor: null, version: run.version + 1 };
}

/** What something that the person did means for a run of theirs that waits. */
export function onEvent(run: Run, journey: Journey, event: JourneyEvent): 'arrive' | 'go-on' | 'nothing' {
  if (journey.goals.includes(event)) return 'arrive';
  return run.waitingFor === event ? 'go-on' : 'nothing';
}
