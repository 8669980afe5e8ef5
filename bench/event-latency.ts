import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { MeasuredProcess } from './measuring/child-process.js';
import { cpuMsOf } from './measuring/cpu-and-memory.js';
import { benchKafka } from './measuring/kafka.js';
import { benchmark, type Bench } from './measuring/report.js';
import { interleave, type Arm } from './measuring/rounds.js';
import type { ProbesToRun } from './servers/probe-server.js';

const PER_SECOND = 500;
const TICK_MS = 10;
const ROUNDS = 3;
/** `ALLY_BENCH_SECONDS=20` is the long form. */
const ROUND_SECONDS = Number(process.env.ALLY_BENCH_SECONDS ?? 2);

/** From the commit of a fact to the commit of its effect, while 500 facts a second come whether they are handled or not. */
await benchmark(async (bench) => {
  const kafka = await benchKafka(bench);
  const byPostgres = await probes(bench, 'ally', []);
  const servers = [byPostgres];
  const arms = [arm('outbox, relay, PostgreSQL, consumer', byPostgres, 'ally')];
  if (kafka.brokers.length > 0) {
    const byKafka = await probes(bench, 'by_kafka', kafka.brokers);
    servers.push(byKafka);
    arms.push(
      arm('outbox, relay, Kafka, consumer', byKafka, 'ally'),
      arm('bare kafkajs, no rows', byKafka, 'bare'),
    );
  }
  arms.push(arm('ceiling: direct', byPostgres, 'bare'));
  for (const each of arms) await each.round(1);
  return {
    unit: `One fact and its effect, both committed with fsync on; ${PER_SECOND} facts a second, as an open loop.`,
    ceiling:
      "The same rows without relay and log: the fact's row is its own queue, and a loop in the same process that each " +
      'commit wakes takes it from there (bare pg, prepared statements).',
    figures: await interleave(arms, ROUNDS, {
      node: async () => (await Promise.all(servers.map((server) => server.cpuMs()))).reduce((a, b) => a + b),
      postgres: () => cpuMsOf(bench.postgres.pid),
      kafka: () => kafka.cpuMs(),
    }),
    notes: kafka.notes,
  };
});

/** A service that tells of probes and hears of them, in a process and a database of its own. */
async function probes(
  { postgres, databaseUrl, folder, afterwards }: Bench,
  database: string,
  kafkaBrokers: readonly string[],
): Promise<MeasuredProcess> {
  const url = postgres.url(database);
  if (url !== databaseUrl) {
    const client = new Client({ connectionString: databaseUrl });
    await client.connect();
    await client.query(`CREATE DATABASE ${database}`);
    await client.end();
  }
  const server = MeasuredProcess.start(new URL('servers/probe-server.ts', import.meta.url));
  afterwards(() => server.stop());
  const toRun: ProbesToRun = {
    databaseUrl: url,
    folder: join(folder, `probes of ${database}`),
    kafkaBrokers,
  };
  await server.ask('start', toRun);
  return server;
}

function arm(
  name: string,
  server: MeasuredProcess,
  way: string,
): Arm & { round(seconds?: number): Promise<unknown> } {
  const round = async (seconds = ROUND_SECONDS) => {
    const began = performance.now();
    let sent = 0;
    for (let passed = 0; passed < seconds; passed = (performance.now() - began) / 1000) {
      const due = Math.floor(passed * PER_SECOND) - sent;
      sent += due;
      if (due > 0) await server.ask('send', { way, count: due });
      await pause(TICK_MS);
    }
    const latencies = await server.ask<number[]>('effects');
    return { units: latencies.length, seconds: (performance.now() - began) / 1000, latencies };
  };
  return { name, round };
}
