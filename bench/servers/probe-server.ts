import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { SystemClock } from '#libs/clock';
import { FolderStore } from '#libs/files';
import { PostgresJobBackend } from '#libs/jobs';
import { runProcess } from '#libs/process';
import { answerQuestions } from '../measuring/child-process.js';
import { openBenchLog } from '../measuring/open-bench-log.js';
import { BareKafkaProbe } from './bare-kafka.js';
import { DirectProbe } from './direct-probe.js';
import { ProbeModule, ProbeService, Stopwatch } from './probe.js';

const stops: (() => Promise<void>)[] = [];
const stopwatch = new Stopwatch();
const ways: Record<string, { send(): Promise<void> }> = {};
let sending: Promise<void>[] = [];

/** Where the probes go; by way of Kafka when there are brokers. */
export interface ProbesToRun {
  readonly databaseUrl: string;
  readonly folder: string;
  readonly kafkaBrokers: readonly string[];
}

async function start({ databaseUrl, folder, kafkaBrokers }: ProbesToRun): Promise<void> {
  const eventLog = await openBenchLog(databaseUrl, kafkaBrokers, 'probe');
  stops.push(() => eventLog.close());
  const jobBackend = new PostgresJobBackend(databaseUrl);
  const fileStore = new FolderStore(join(folder, 'files'));
  const service = ProbeModule.register(databaseUrl, stopwatch);
  const parts = { clock: new SystemClock(), eventLog, jobBackend, fileStore };
  const running = await runProcess([service], parts, { host: '127.0.0.1', port: 0 });
  stops.push(() => running.stop());
  const bare =
    kafkaBrokers.length === 0
      ? new DirectProbe(databaseUrl, stopwatch)
      : await BareKafkaProbe.open(kafkaBrokers, stopwatch);
  stops.push(() => bare.close());
  Object.assign(ways, { ally: running.part(service, ProbeService), bare });
}

/** Begins to send some probes and waits for none: what is slow must not slow down who asks. */
function send({ way, count }: { way: string; count: number }): void {
  for (let nth = 0; nth < count; nth++) sending.push(ways[way]?.send() ?? Promise.resolve());
}

/** Waits until every probe has had its effect. @returns how long each took. */
async function effects(): Promise<number[]> {
  await Promise.all(sending);
  sending = [];
  while (stopwatch.underway > 0) await pause(1);
  const { latencies } = stopwatch;
  stopwatch.latencies = [];
  return latencies;
}

answerQuestions({ start, send, effects }, async () => {
  for (const stop of stops.toReversed()) await stop();
});
