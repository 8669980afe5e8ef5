import { Injectable } from '@nestjs/common';
import { Database } from '#libs/database';
import { Metrics } from '#libs/observability';
import { LiveHoldsRepository } from './live-holds.repository.js';

const HOLDS = 'ally_holds';

/** Has the metrics tell how many holds keep seats. */
@Injectable()
export class WatchHolds {
  constructor(metrics: Metrics, database: Database, holds: LiveHoldsRepository) {
    metrics.gauge(
      HOLDS,
      'Holds that keep seats, by state: held (may be paid), closing (payments is asked), unanswered (asked for too long).',
      ['state'],
    );
    metrics.collect(HOLDS, async () =>
      (await holds.count(database)).map(({ state, count }) => ({ labels: { state }, value: count })),
    );
  }
}
