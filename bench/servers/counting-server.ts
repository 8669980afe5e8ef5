import { setTimeout as pause } from 'node:timers/promises';
import type { EventOf } from '#libs/contracts';
import { Database } from '#libs/database';
import { DeadLetters, EVENT_MIGRATIONS, EventConsumer, type EventContext } from '#libs/events';
import { readThrough } from '../../tools/event-logs/read-through.js';
import { answerQuestions } from '../measuring/child-process.js';
import { openBenchLog } from '../measuring/open-bench-log.js';
import { counted, type Counted, type Group } from './counting-events.js';

const LOOK_AGAIN_MS = 20;

export interface CountingToRun {
  readonly databaseUrl: string;
  /** Reads the log in PostgreSQL where there are none. */
  readonly kafkaBrokers: readonly string[];
  /** Processes of one group share its events. */
  readonly group: Group;
}

/** What becomes of events that are delivered: they are kept waiting until all is ready, and then handled. */
export type Mode = 'hold' | 'handle';

const stops: (() => Promise<void>)[] = [];
let holding = 0;
let handled = 0;
let goOn = (): void => undefined;
let going: Promise<void> = Promise.resolve();

async function start({ databaseUrl, kafkaBrokers, group }: CountingToRun): Promise<void> {
  const migrations = EVENT_MIGRATIONS;
  const database = await Database.connect({ url: databaseUrl, schema: 'probe', poolSize: 8, migrations });
  stops.push(() => database.close());
  const log = await openBenchLog(databaseUrl, kafkaBrokers, group);
  stops.push(() => log.close());
  const gated = readThrough(log, async (events, deliver) => {
    holding++;
    await going;
    holding--;
    await deliver(events);
  });
  const consumer = new EventConsumer(group, Symbol(group), gated, database, new DeadLetters(database));
  consumer.addHandler(
    counted[group].type,
    async ({ id, data }: EventOf<Counted>, { transaction }: EventContext) => {
      transaction.onCommit(() => handled++);
      await transaction.query('INSERT INTO effects VALUES ($1, $2)', [id, data.number]);
    },
    true,
    { consumer: 'count' },
  );
  await new Promise<void>((resolve, reject) =>
    consumer.listen((error) => (error === undefined ? resolve() : reject(error))),
  );
  stops.push(() => consumer.close());
  while (!(await consumer.isIdle())) await pause(LOOK_AGAIN_MS);
}

function be(next: Mode): void {
  if (next === 'hold') {
    handled = 0;
    going = new Promise((resolve) => (goOn = resolve));
  } else goOn();
}

answerQuestions({ start, be, handled: () => handled, holding: () => holding }, async () => {
  goOn();
  for (const stop of stops.toReversed()) await stop();
});
