import { Logger, type Provider } from '@nestjs/common';
import { Clock } from '#libs/clock';
import { Database, isDatabaseUnavailable } from '#libs/database';
import { EventLog, PostgresEventLog } from '#libs/events';
import { Metrics } from '#libs/observability';
import { RoleOfProcess } from '#libs/process';
import { checkInvariants } from './check-invariants.js';
import type { Finding, Invariant } from './invariant.js';

/** Real time: what is wrong is wrong whatever the clock says. The first check comes after one pause. */
const CHECK_EVERY_MS = 5 * 60_000;
/** Half as much again at random, so that the services of a process do not check all at once. */
const JITTER_MS = CHECK_EVERY_MS / 2;
/** A check must disturb nobody: what cannot be answered soon is left for `ally verify`. */
const STATEMENT_TIMEOUT_MS = 5_000;

/**
 * Has a running service check itself every few minutes, one process at a time, and tells by metrics and the log. What
 * holds at rest alone is left out, and what needs the event log, where that is not the one in tables.
 */
export class InvariantWatch {
  private readonly logger = new Logger('invariants');
  private readonly invariants: readonly Invariant[];
  private readonly violations;
  private readonly checkedAt;
  private timer: NodeJS.Timeout | undefined;
  private underway: Promise<void> | undefined;
  private isStopping = false;

  /** @param checksOnTime false in a process that leaves the checking to another. */
  constructor(
    private readonly service: string,
    invariants: readonly Invariant[],
    private readonly database: Database,
    private readonly clock: Clock,
    metrics: Metrics,
    private readonly eventLog: EventLog,
    private readonly checksOnTime = true,
  ) {
    this.invariants = invariants.filter(({ holds }) => holds !== 'at-rest');
    this.violations = metrics.gauge(
      'ally_invariant_violations',
      'Rows that violate an invariant, as of the last check; missing when it could not be checked.',
      ['service', 'invariant'],
    );
    this.checkedAt = metrics.gauge(
      'ally_invariants_checked_timestamp_seconds',
      'When this process checked the invariants of a service last, in seconds since 1970.',
      ['service'],
    );
  }

  onApplicationBootstrap(): void {
    if (this.checksOnTime) this.later();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.isStopping = true;
    clearTimeout(this.timer);
    await this.underway;
  }

  /** Checks now, unless another process is at it, and tells what came of it. */
  async check(): Promise<void> {
    const findings = await checkInvariants(this.database, this.invariants, {
      now: this.clock.now(),
      statementTimeoutMs: STATEMENT_TIMEOUT_MS,
      alone: true,
      logIsElsewhere: !(this.eventLog instanceof PostgresEventLog),
      isOver: () => this.isStopping,
    });
    if (findings === undefined) return;
    for (const finding of findings) this.tell(finding);
    this.checkedAt.set({ service: this.service }, Date.now() / 1000);
  }

  private later(): void {
    if (this.isStopping) return;
    this.timer = setTimeout(
      () => {
        this.underway = this.checkOnTime().finally(() => this.later());
      },
      CHECK_EVERY_MS + Math.random() * JITTER_MS,
    );
    this.timer.unref();
  }

  private async checkOnTime(): Promise<void> {
    try {
      await this.check();
    } catch (error) {
      const reason = error instanceof Error ? error.message : 'failed for no stated reason';
      if (isDatabaseUnavailable(error)) this.logger.warn(`${this.service} was not checked: ${reason}`);
      else this.logger.error(`${this.service} could not be checked: ${reason}`);
    }
  }

  private tell(finding: Finding): void {
    const { service } = this;
    const { name, says } = finding;
    const labels = { service, invariant: name };
    if (finding.outcome === 'unknown' || finding.outcome === 'left-out') {
      this.violations.remove(labels);
      if (finding.outcome === 'unknown')
        this.logger.warn(`${service} ${name} was not checked: ${finding.why}`);
      return;
    }
    this.violations.set(labels, finding.outcome === 'violated' ? finding.count : 0);
    if (finding.outcome !== 'violated') return;
    const [first] = finding.sample;
    this.logger.error(
      `${service} ${name} is violated ${finding.count} times: ${says} (first: ${first?.id} ${first?.detail})`,
    );
  }
}

/** Has a service watch its invariants; it provides `Database` itself, the process all else. Only one that works checks. */
export function invariantProviders(service: string, invariants: readonly Invariant[]): Provider[] {
  return [
    {
      provide: InvariantWatch,
      inject: [Database, Clock, Metrics, EventLog, RoleOfProcess],
      useFactory: (
        database: Database,
        clock: Clock,
        metrics: Metrics,
        eventLog: EventLog,
        { works }: RoleOfProcess,
      ) => new InvariantWatch(service, invariants, database, clock, metrics, eventLog, works),
    },
  ];
}
