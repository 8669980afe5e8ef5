import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from '#libs/database';
import { DeadLetters, type DeadLetter, type KeyOfConsumer } from '#libs/events';
import type { Call, Command } from './command.js';
import { recordCommand } from './command-trail.js';
import { serviceNamed, servicesIn, withSchema } from './service-database.js';

/** `dead-letters list`: the events that were given up, and those that wait behind them. */
export const listDeadLetters: Command = {
  name: 'dead-letters list',
  takes: [],
  options: { json: { type: 'boolean' } },
  does: 'Lists the events that a consumer gave up on, and those that wait behind them.',
  help: ['', '--json  one array for programs. What an event says is not shown: it may be about people.'],
  async run({ ally, options, say }: Call): Promise<number> {
    const letters: DeadLetter[] = [];
    for (const service of await servicesIn(ally.url)) {
      letters.push(...(await withSchema(ally.url, service, (database) => new DeadLetters(database).list())));
    }
    if (options.json === true) say(JSON.stringify(letters.map(shown), null, 2));
    else if (letters.length === 0) say('There are no dead letters.');
    else for (const letter of letters) say(lineOf(letter));
    return 0;
  },
};

/** How long a running Ally is waited for: it looks for wishes about every second. */
const REPLAYED_WITHIN_MS = 15_000;
const LOOK_AGAIN_MS = 200;

/** `dead-letters replay`: once the reason is mended, the events of a key are handled again, in order. */
export const replayDeadLetters: Command = {
  name: 'dead-letters replay',
  takes: ['consumer', 'topic', 'key'],
  options: {},
  does: 'Has the events of a key handled again, oldest first, once the reason is mended.',
  help: [
    '',
    'The three words are the first three of a line of `dead-letters list`. The running service does it; where Ally does',
    'not run, it does so after its next start. Exit code 1: one of them failed again, or there is none.',
  ],
  async run({ ally, given, say }: Call): Promise<number> {
    const key = { consumer: given.consumer ?? '', topic: given.topic ?? '', key: given.key ?? '' };
    const service = serviceNamed(key.consumer.split('.')[0] ?? '');
    return withSchema(ally.url, service, async (database) => {
      const letters = new DeadLetters(database);
      const wished = await wishReplay(database, letters, key);
      if (wished === 0) {
        say('There are no such dead letters.');
        return 1;
      }
      if (!ally.isRunning) {
        say(`${eventsOf(wished)} will be handled again once Ally runs.`);
        return 0;
      }
      return replayed(letters, key, wished, say);
    });
  },
};

/** @returns how many events are to be handled again. */
async function wishReplay(database: Database, letters: DeadLetters, key: KeyOfConsumer): Promise<number> {
  return database.transaction(async (transaction) => {
    const wished = await letters.wishReplay(transaction, key);
    if (wished > 0) {
      const id = `${key.consumer} ${key.topic} ${key.key}`;
      const write = { action: 'dead-letters.replay-wished', kind: 'dead-letters', id, after: { wished } };
      await recordCommand(transaction, write);
    }
    return wished;
  });
}

/** @returns the exit code, once the running service has done what it could. */
async function replayed(
  letters: DeadLetters,
  key: KeyOfConsumer,
  wished: number,
  say: Call['say'],
): Promise<number> {
  const deadline = performance.now() + REPLAYED_WITHIN_MS;
  for (;;) {
    const left = (await letters.list()).filter((letter) => isOf(letter, key));
    const [oldest] = left;
    if (oldest === undefined) {
      say(`${eventsOf(wished)} handled.`);
      return 0;
    }
    if (left.every(({ replayWishedAt }) => replayWishedAt === null)) {
      say(`${eventsOf(left.length)} left: ${oldest.type} ${oldest.id} failed again: ${oldest.reason}`);
      return 1;
    }
    if (performance.now() > deadline) {
      say(`${eventsOf(left.length)} wait to be handled again: the service does so once it runs.`);
      return 0;
    }
    await pause(LOOK_AGAIN_MS);
  }
}

function isOf(letter: DeadLetter, { consumer, topic, key }: KeyOfConsumer): boolean {
  return letter.consumer === consumer && letter.topic === topic && letter.key === key;
}

const eventsOf = (count: number) => (count === 1 ? '1 event' : `${count} events`);

function shown(letter: DeadLetter) {
  const { consumer, topic, key, id, type, state, reason, attempts, firstAt, lastAt } = letter;
  return { consumer, topic, key, id, type, state, reason, attempts, firstAt, lastAt };
}

function lineOf({ consumer, topic, key, type, state, attempts, lastAt, reason }: DeadLetter): string {
  const why =
    state === 'failed' ? `failed ${attempts} times, last ${lastAt.toISOString()}: ${reason}` : reason;
  return `${consumer} ${topic} ${key}  ${type}  ${why}`;
}
