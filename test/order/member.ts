import { DeadLetters } from '#libs/events';
import { openEventLog } from '../support/event-log-conformance/open-kafka-event-log.js';
import { EventScene, type Handler } from '../support/event-scene.js';
import { readThrough } from '../../tools/event-logs/read-through.js';
import { connectProbe } from '../support/run-event-spine.js';
import { atWork, placeOf } from './child.js';
import { CONSUMERS } from './order-tables.js';

// One member of the group, as a process of its own: its handlers note what they are told, in the transaction of the
// inbox; and beside it, what it was given of which its handlers know some already.
const { brokers, databaseUrl, scene: name } = placeOf(process.argv[2]);
const database = await connectProbe(databaseUrl, 8);
const log = await openEventLog(brokers);
const counted = readThrough(log, async (events, deliver) => {
  await database.query(
    `INSERT INTO deliveries SELECT $1, count(*) FROM inbox WHERE consumer = ANY ($2::text[]) AND event_id = ANY ($3::uuid[])`,
    [events.length, CONSUMERS.map((consumer) => `${name}.${consumer}`), events.map(({ id }) => id)],
  );
  await deliver(events);
});
const noteFor =
  (consumer: string): Handler =>
  async ({ data: { accountId, version } }, { transaction }) => {
    await transaction.query(
      'INSERT INTO notes (consumer, account, version, member) VALUES ($1, $2, $3, $4)',
      [consumer, accountId, version, process.pid],
    );
  };
const scene = new EventScene(name, log, database, new DeadLetters(database));
const consumer = await scene.consume(Object.fromEntries(CONSUMERS.map((each) => [each, noteFor(each)])), {
  from: counted,
});
atWork(consumer, log, database);
