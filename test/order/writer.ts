import { setTimeout as pause } from 'node:timers/promises';
import { SystemClock } from '#libs/clock';
import { Outbox, Relay } from '#libs/events';
import { Randomness } from '../faults/randomness.js';
import { openEventLog } from '../support/event-log-conformance/open-kafka-event-log.js';
import { accountChangedOf } from '../support/event-scene.js';
import { connectProbe } from '../support/run-event-spine.js';
import { atWork, placeOf } from './child.js';

const WRITERS = 4;
const FACTS_PER_TRANSACTION = 5;
const LONGEST_WAIT_MS = 4;

// What a web process of a service does: several requests at a time write facts, and a relay, one of two that compete,
// brings them to the log. Told `enough`, it only relays.
const { brokers, databaseUrl, scene, seed } = placeOf(process.argv[2]);
const database = await connectProbe(databaseUrl, WRITERS + 2);
const log = await openEventLog(brokers);
const changed = accountChangedOf(scene);
const relay = new Relay(database, log);
const outbox = new Outbox(new SystemClock(), relay);
const random = new Randomness(seed);
const enough = new AbortController();
process.stdin.on('data', () => enough.abort());
relay.onApplicationBootstrap();
const accounts = (await database.query<{ id: string }>('SELECT id FROM accounts')).map(({ id }) => id);

/** Gives some accounts their next versions in one transaction, which waits before it commits: others overtake it. */
async function change(): Promise<void> {
  const chosen = Array.from({ length: FACTS_PER_TRANSACTION }, () => random.oneOf(accounts));
  await database.transaction(async (transaction) => {
    const rows = await transaction.query<{ id: string; version: number }>(
      `UPDATE accounts SET version = version + 1
       FROM (SELECT id FROM accounts WHERE id = ANY ($1) ORDER BY id FOR UPDATE) locked
       WHERE accounts.id = locked.id RETURNING accounts.id, version`,
      [chosen],
    );
    for (const { id, version } of rows) await outbox.append(transaction, changed, { accountId: id, version });
    await pause(random.between(0, LONGEST_WAIT_MS));
  });
}

const writing = Promise.all(
  Array.from({ length: WRITERS }, async () => {
    while (!enough.signal.aborted) await change();
  }),
);
const stopWriting = async () => {
  enough.abort();
  await writing;
};
atWork({ close: stopWriting }, { close: () => relay.beforeApplicationShutdown() }, log, database);
await writing;
console.log('written');
