import type { DeadLetters, EventConsumer, Relay, UnknownEvents } from '#libs/events';
import type { DueWork } from '#libs/jobs';
import type { Metrics } from '#libs/observability';

/** What of a service the metrics tell of where it works. */
export interface WatchedWork {
  readonly consumer: EventConsumer;
  readonly deadLetters: DeadLetters;
  readonly unknownEvents: UnknownEvents;
  readonly dueWork: DueWork;
}

/** Has the metrics tell of what waits to be published; each number is read when somebody scrapes. */
export function watchRelay(metrics: Metrics, service: string, relay: Relay): void {
  read(metrics, service, {
    name: 'ally_outbox_facts',
    help: 'Committed facts that have not reached the event log.',
    value: async () => (await relay.backlog()).facts,
  });
  read(metrics, service, {
    name: 'ally_outbox_oldest_seconds',
    help: 'How long the oldest of them has waited; 0 when none does.',
    value: async () => (await relay.backlog()).oldestSeconds,
  });
}

/** Has the metrics tell of the events and the due work of one service of this process. */
export function watchWork(
  metrics: Metrics,
  service: string,
  { consumer, deadLetters, unknownEvents, dueWork }: WatchedWork,
): void {
  const readEach = <Row>(
    [name, help, labels]: readonly [name: string, help: string, labels: readonly string[]],
    rows: () => Promise<readonly Row[]>,
    sample: (row: Row) => { labels: Record<string, string>; value: number },
  ) => {
    metrics.gauge(name, help, ['service', ...labels]);
    metrics.collect(name, async () =>
      (await rows()).map((row) => {
        const { labels: own, value } = sample(row);
        return { labels: { service, ...own }, value };
      }),
    );
  };

  read(metrics, service, {
    name: 'ally_consumer_lag_events',
    help: 'Events of the log that this service has not been given yet.',
    value: () => consumer.lag(),
  });
  readEach(
    [
      'ally_dead_letters',
      'Events that a consumer gave up on (failed), and those of their keys behind them (parked).',
      ['consumer', 'state'],
    ],
    () => deadLetters.count(),
    ({ consumer, state, count }) => ({ labels: { consumer, state }, value: count }),
  );
  readEach(
    [
      'ally_unknown_events',
      'Events that were skipped because this build does not know their type.',
      ['type'],
    ],
    () => unknownEvents.byType(),
    ({ type, count }) => ({ labels: { type }, value: count }),
  );
  readEach(
    [
      'ally_due_work_overdue_seconds',
      'How long the longest due row of a sort of work has waited for a worker; 0 when nothing is due.',
      ['work'],
    ],
    () => dueWork.overdue(),
    ({ work, seconds }) => ({ labels: { work }, value: seconds }),
  );
  readEach(
    ['ally_jobs', 'BullMQ jobs by state: active, waiting, delayed.', ['state']],
    () => dueWork.jobs(),
    ({ state, count }) => ({ labels: { state }, value: count }),
  );
}

function read(
  metrics: Metrics,
  service: string,
  { name, help, value }: { name: string; help: string; value: () => Promise<number> },
): void {
  metrics.gauge(name, help, ['service']);
  metrics.collect(name, async () => [{ labels: { service }, value: await value() }]);
}
