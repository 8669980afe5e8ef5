import { setTimeout as pause } from 'node:timers/promises';
import { MeasuredProcess } from './measuring/child-process.js';
import { postgresCpuMs } from './measuring/postgres-process.js';
import { benchmark } from './measuring/report.js';
import { interleave } from './measuring/rounds.js';

const PER_SECOND = 500;
const TICK_MS = 10;
const ROUNDS = 3;
const ROUND_SECONDS = 2;

/** From the commit of a fact to the commit of its effect, while 500 facts a second come whether they are handled or not. */
await benchmark(async ({ postgres, databaseUrl, folder, afterwards }) => {
  const server = MeasuredProcess.start(new URL('servers/probe-server.ts', import.meta.url));
  afterwards(() => server.stop());
  await server.ask('start', { databaseUrl, folder });
  const round = async (way: string, seconds: number) => {
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
  const arm = (name: string, way: string) => ({ name, round: () => round(way, ROUND_SECONDS) });
  for (const way of ['ally', 'direct']) await round(way, 1);
  return {
    unit: `One fact and its effect, both committed with fsync on; ${PER_SECOND} facts a second, as an open loop.`,
    ceiling:
      "The same rows without relay and log: the fact's row is its own queue, and a loop in the same process that each " +
      'commit wakes takes it from there (bare pg, prepared statements).',
    figures: await interleave(
      [arm('outbox, relay, log, consumer', 'ally'), arm('ceiling: direct', 'direct')],
      ROUNDS,
      {
        node: () => server.cpuMs(),
        postgres: () => postgresCpuMs(postgres.pid),
      },
    ),
  };
});
