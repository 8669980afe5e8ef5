import { clockAnswer, type ClockStep } from './clock-answer.js';
import type { Progress, Traveller } from './traveller.js';

const ANSWER_WITHIN_MS = 10_000;
const ABSENT: Progress = { idle: false, nextDue: null };

/** A process that tells of itself at `/v1/test-clock`, and is moved there. While it is away it is not idle. */
export class RemoteProcess implements Traveller {
  /** @param url where it listens, without a slash at its end. */
  constructor(private readonly url: string) {}

  async followTo(instant: Date): Promise<void> {
    await this.step({ moveTo: instant.toISOString(), wake: false });
  }

  async look(now: Date): Promise<Progress> {
    const response = await this.ask('/v1/test-clock');
    if (response === undefined) return ABSENT;
    const answer = clockAnswer.parse(await response.json());
    // One that was away while the others moved comes after.
    if (new Date(answer.now) < now) {
      await this.followTo(now);
      return ABSENT;
    }
    return { idle: answer.idle, nextDue: answer.nextDue === null ? null : new Date(answer.nextDue) };
  }

  async wakeDue(): Promise<void> {
    await this.step({ wake: true });
  }

  private async step(step: ClockStep): Promise<void> {
    await this.ask('/v1/test-clock/steps', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(step),
    });
  }

  /** @returns undefined when it is not there; whoever waits for it asks again. */
  private async ask(path: string, init: RequestInit = {}): Promise<Response | undefined> {
    const signal = AbortSignal.timeout(ANSWER_WITHIN_MS);
    const response = await fetch(this.url + path, { ...init, signal }).catch(() => undefined);
    return response?.ok === true ? response : undefined;
  }
}
