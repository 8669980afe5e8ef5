import { setTimeout as pause } from 'node:timers/promises';
import type { EventOf } from '#libs/contracts';
import { Database } from '#libs/database';
import {
  DeadLetters,
  EVENT_MIGRATIONS,
  EventConsumer,
  openEventLog,
  type EventContext,
  type EventLog,
} from '#libs/events';
import { answerQuestions } from '../measuring/child-process.js';
import { counted } from './counting-events.js';

const LOOK_AGAIN_MS = 20;

export interface CountingToRun {
  readonly databaseUrl: string;
  /** Reads the log in PostgreSQL where there are none. */
  readonly kafkaBrokers: readonly string[];
  /** Processes of one group share its events. */
  readonly group: string;
}

/**
 * What becomes of events that are delivered: they are passed over while it is the turn of another arm, kept waiting
 * until all is ready, and then handled.
 */
type Mode = 'pass over' | 'hold' | 'handle';

const stops: (() => Promise<void>)[] = [];
let mode: Mode = 'pass over';
let holding = 0;
let handled = 0;
let goOn = (): void => undefined;
let going: Promise<void> = Promise.resolve();

async function start({ databaseUrl, kafkaBrokers, group }: CountingToRun): Promise<void> {
  const onFatal = (error: Error) => {
    throw error;
  };
  const migrations = EVENT_MIGRATIONS;
  const database = await Database.connect({ url: databaseUrl, schema: 'probe', poolSize: 8, migrations });
  stops.push(() => database.close());
  const log = await openEventLog({ databaseUrl, kafkaBrokers, clientId: group, onFatal });
  stops.push(() => log.close());
  const consumer = new EventConsumer(group, Symbol(group), gated(log), database, new DeadLetters(database));
  consumer.addHandler(
    counted.type,
    async ({ id, data }: EventOf<typeof counted>, { transaction }: EventContext) => {
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

function gated(log: EventLog): EventLog {
  const subscribe: EventLog['subscribe'] = (options) =>
    log.subscribe({
      ...options,
      deliver: async (events) => {
        if (mode === 'pass over') return;
        holding++;
        await going;
        holding--;
        await options.deliver(events);
      },
    });
  return new Proxy(log, {
    get: (target, name) => (name === 'subscribe' ? subscribe : (Reflect.get(target, name) as unknown)),
  });
}

function be(next: Mode): void {
  if (next === 'hold') {
    handled = 0;
    going = new Promise((resolve) => (goOn = resolve));
  } else goOn();
  mode = next;
}

answerQuestions({ start, be, handled: () => handled, holding: () => holding }, async () => {
  goOn();
  for (const stop of stops.toReversed()) await stop();
});
