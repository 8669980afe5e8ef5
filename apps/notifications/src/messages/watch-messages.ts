import { Injectable } from '@nestjs/common';
import { Database } from '#libs/database';
import { Metrics } from '#libs/observability';
import { MessageRepository } from './message.repository.js';

const WAITING = 'ally_messages_waiting';

/** Has the metrics tell how many messages still have something before them. */
@Injectable()
export class WatchMessages {
  constructor(metrics: Metrics, database: Database, messages: MessageRepository) {
    metrics.gauge(WAITING, 'Messages that are to be sent, or sent again, by state.', ['state']);
    metrics.collect(WAITING, async () =>
      (await messages.countWaiting(database)).map(({ state, count }) => ({
        labels: { state },
        value: count,
      })),
    );
  }
}
