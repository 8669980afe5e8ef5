import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { SystemClock } from '#libs/clock';
import { PostgresEventLog } from '#libs/events';
import { FolderStore } from '#libs/files';
import { PostgresJobBackend } from '#libs/jobs';
import { runProcess } from '#libs/process';
import { answerQuestions } from '../measuring/child-process.js';
import { DirectProbe } from './direct-probe.js';
import { ProbeModule, ProbeService, Stopwatch } from './probe.js';

const stops: (() => Promise<void>)[] = [];
const stopwatch = new Stopwatch();
const ways: Record<string, { send(): Promise<void> }> = {};
let sending: Promise<void>[] = [];

async function start({ databaseUrl, folder }: { databaseUrl: string; folder: string }): Promise<void> {
  const eventLog = await PostgresEventLog.open(databaseUrl);
  stops.push(() => eventLog.close());
  const jobBackend = new PostgresJobBackend(databaseUrl);
  const fileStore = new FolderStore(join(folder, 'files'));
  const service = ProbeModule.register(databaseUrl, stopwatch);
  const parts = { clock: new SystemClock(), eventLog, jobBackend, fileStore };
  const running = await runProcess([service], parts, { host: '127.0.0.1', port: 0 });
  stops.push(() => running.stop());
  const direct = new DirectProbe(databaseUrl, stopwatch);
  stops.push(() => direct.close());
  Object.assign(ways, { ally: running.part(service, ProbeService), direct });
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
