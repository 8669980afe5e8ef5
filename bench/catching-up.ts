import { Pool } from 'pg';
import { Database } from '#libs/database';
import { EVENT_MIGRATIONS } from '#libs/events';
import { CONNECTIONS, writeBare } from './measuring/bare-counting.js';
import { cpuMsOf, ownCpuMs } from './measuring/cpu-and-memory.js';
import { benchKafka } from './measuring/kafka.js';
import { openBenchLog } from './measuring/open-bench-log.js';
import { benchmark } from './measuring/report.js';
import { interleave, rounded, type Arm, type Figure } from './measuring/rounds.js';
import { appendCounted, counted, type Group } from './servers/counting-events.js';
import { CountingGroup } from './servers/counting-group.js';

/** In each round; `ALLY_BENCH_EVENTS=100000` is the long form. */
const EVENTS = Number(process.env.ALLY_BENCH_EVENTS ?? 10_000);
const ROUNDS = 3;
const PER_TRANSACTION = 64;
const ONE = 'Kafka, one process';
const TWO = 'Kafka, two processes of a group';
/** Processes of a group. */
const MEMBERS = { alone: 1, pair: 2 };
/** A group has so many, whatever it has of processes. */
const LANES = { postgres: 4, kafka: 6 };

/** A service that was away comes back, and handles what has happened meanwhile: each event writes one small row. */
await benchmark(async (bench) => {
  const { postgres, databaseUrl, afterwards } = bench;
  const kafka = await benchKafka(bench);
  const database = await Database.connect({
    url: databaseUrl,
    schema: 'probe',
    poolSize: 2,
    migrations: EVENT_MIGRATIONS,
  });
  afterwards(() => database.close());
  await database.query('CREATE TABLE effects (event_id uuid PRIMARY KEY, number integer NOT NULL)');
  const bare = new Pool({ connectionString: databaseUrl, max: CONNECTIONS, options: '-c search_path=probe' });
  afterwards(() => bare.end());

  const clear = async () => {
    await database.query('TRUNCATE effects, inbox');
  };
  const timed = async (work: () => Promise<void>) => {
    const began = performance.now();
    await work();
    const seconds = (performance.now() - began) / 1000;
    const [effects] = await database.query<{ count: number }>('SELECT count(*) FROM effects');
    if (effects?.count !== EVENTS) throw new Error(`${effects?.count} effects instead of ${EVENTS}`);
    return { units: EVENTS, seconds, latencies: [] };
  };
  const groups: CountingGroup[] = [];
  const consuming = async (says: string, kafkaBrokers: readonly string[], name: Group): Promise<Arm> => {
    const log = await openBenchLog(databaseUrl, kafkaBrokers, 'appender');
    afterwards(() => log.close());
    const lanes = kafkaBrokers.length > 0 ? LANES.kafka : LANES.postgres;
    const members = MEMBERS[name];
    const group = await CountingGroup.start(
      { databaseUrl, kafkaBrokers, group: name },
      { members, lanes },
      afterwards,
    );
    groups.push(group);
    const prepare = async () => {
      await clear();
      await group.hold(() => appendCounted(log, name, EVENTS));
    };
    return { name: says, prepare, round: () => timed(() => group.handle(EVENTS)) };
  };
  const writing = (name: string, together: number): Arm => ({
    name,
    prepare: clear,
    round: () => timed(() => writeBare(bare, counted.alone.topic, EVENTS, together)),
  });

  const arms = [await consuming('PostgreSQL, one process', [], 'alone')];
  if (kafka.brokers.length > 0)
    arms.push(await consuming(ONE, kafka.brokers, 'alone'), await consuming(TWO, kafka.brokers, 'pair'));
  arms.push(
    writing('bare, each event alone', 1),
    writing(`ceiling: bare, ${PER_TRANSACTION} together`, PER_TRANSACTION),
  );
  for (const arm of arms) {
    await arm.prepare?.();
    await arm.round();
  }
  const figures = await interleave(arms, ROUNDS, {
    node: async () => {
      const others = await Promise.all(groups.map((group) => group.cpuMs()));
      return others.reduce((sum, ms) => sum + ms, ownCpuMs());
    },
    postgres: () => cpuMsOf(postgres.pid),
    kafka: () => kafka.cpuMs(),
  });
  return {
    unit:
      `One of ${EVENTS} events in the log, and its effect: one row beside that of the inbox, with fsync on. Consumers have ` +
      'joined their group, and hold the first events of each lane, when the time begins.',
    ceiling:
      `The same rows by bare pg over ${CONNECTIONS} connections, events read from the log in pages, ${PER_TRANSACTION} to ` +
      'a transaction, their inbox rows in one statement and each effect in its own (prepared statements).',
    figures,
    notes: { ...kafka.notes, ...factor(figures) },
  };
});

function factor(figures: readonly Figure[]): Record<string, number> {
  const [one, two] = [ONE, TWO].map((name) => figures.find((figure) => figure.name === name));
  if (one === undefined || two === undefined) return {};
  return { 'two processes against one': rounded(two.perSecond / one.perSecond, 2) };
}
