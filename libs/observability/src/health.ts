import { Controller, Get, Header, HttpStatus, Res } from '@nestjs/common';
import { z } from 'zod';
import { Route } from '#libs/openapi';
import { soon } from './soon.js';

const ANSWER_WITHIN_MS = 2_000;

type Check = () => Promise<unknown>;

/** Whether this process can serve its HTTP (its own databases answer, and it is not about to stop), and whether it lives. */
export class Health {
  private readonly stuck: (() => boolean)[] = [];
  private readonly checks = new Map<string, Check>();
  /** Those that have not ended: who asks meanwhile waits for the same, so that they do not pile up. */
  private readonly underway = new Map<string, Promise<boolean>>();
  private isStopping = false;

  /** @param check resolves when what is named here answers. */
  watch(name: string, check: Check): void {
    this.checks.set(name, check);
  }

  /** @param isStuck true once something that should go on stands still, and a restart is what is left. */
  watchProgress(isStuck: () => boolean): void {
    this.stuck.push(isStuck);
  }

  isLive(): boolean {
    return !this.stuck.some((isStuck) => isStuck());
  }

  /** From now on it is not ready: whoever sends requests here should send them elsewhere. */
  stopping(): void {
    this.isStopping = true;
  }

  /** Asks all that is watched, two seconds at most. */
  async readiness(): Promise<z.output<typeof readiness>> {
    const checks = await Promise.all(
      [...this.checks].map(
        async ([name, check]) =>
          [name, (await soon(this.answers(name, check), ANSWER_WITHIN_MS)) === true ? 'up' : 'down'] as const,
      ),
    );
    const up = !this.isStopping && checks.every(([, state]) => state === 'up');
    return {
      status: up ? 'ready' : this.isStopping ? 'stopping' : 'not-ready',
      checks: Object.fromEntries(checks),
    };
  }

  /** Why it does not answer is in the log of whoever asked the database in earnest. */
  private answers(name: string, check: Check): Promise<boolean> {
    const before = this.underway.get(name);
    if (before !== undefined) return before;
    const now = check()
      .then(
        () => true,
        () => false,
      )
      .finally(() => this.underway.delete(name));
    this.underway.set(name, now);
    return now;
  }
}

/** The answer of `/health/live`, with 200 when the status is `live` and with 503 else. */
export const liveness = z.object({ status: z.enum(['live', 'stuck']) });

/** The answer of `/health/ready`, with 200 when the status is `ready` and with 503 else. */
export const readiness = z.object({
  status: z.enum(['ready', 'not-ready', 'stopping']),
  /** By service: whether its database answers. */
  checks: z.record(z.string(), z.enum(['up', 'down'])),
});

/**
 * For whoever supervises the process. Live means that it answers at all and, where it works, gets on; ready, that a request
 * has a chance.
 */
@Controller('health')
export class HealthController {
  constructor(private readonly health: Health) {}

  @Get('live')
  @Route({
    operation: 'getLiveness',
    summary: 'Whether this process runs and gets on.',
    answer: liveness,
    otherAnswers: { 503: { says: 'It stands still: restart it.', body: liveness } },
  })
  @Header('Cache-Control', 'no-store')
  async live(
    @Res({ passthrough: true }) reply: { status(code: number): unknown },
  ): Promise<z.output<typeof liveness>> {
    const isLive = this.health.isLive();
    reply.status(isLive ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE);
    return { status: isLive ? 'live' : 'stuck' };
  }

  @Get('ready')
  @Route({
    operation: 'getReadiness',
    summary: 'Whether this process can serve requests.',
    answer: readiness,
    otherAnswers: { 503: { says: 'It cannot, or is about to stop.', body: readiness } },
  })
  @Header('Cache-Control', 'no-store')
  async ready(
    @Res({ passthrough: true }) reply: { status(code: number): unknown },
  ): Promise<z.output<typeof readiness>> {
    const found = await this.health.readiness();
    reply.status(found.status === 'ready' ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE);
    return found;
  }
}
