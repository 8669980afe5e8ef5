import { join } from 'node:path';
import { startKafka } from '../../tools/servers/kafka.js';
import { ServerMissing } from '../../tools/servers/server-process.js';
import { cpuMsOf } from './cpu-and-memory.js';
import type { Bench } from './report.js';

/** The Kafka of a benchmark, or why it has none. */
export interface BenchKafka {
  /** Empty when there is none. */
  readonly brokers: readonly string[];
  /** CPU time that it has used so far, in milliseconds. */
  cpuMs(): number | null;
  /** For the report. */
  readonly notes: Readonly<Record<string, string>>;
}

/** Starts a broker in the benchmark's folder. Where Java or Kafka is missing, the report says so, and the rest runs. */
export async function benchKafka({ folder, afterwards }: Bench): Promise<BenchKafka> {
  try {
    const kafka = await startKafka({ dir: join(folder, 'kafka') });
    afterwards(() => kafka.stop());
    return { brokers: kafka.brokers, cpuMs: () => cpuMsOf(kafka.pids[0] ?? 0), notes: {} };
  } catch (error) {
    if (!(error instanceof ServerMissing)) throw error;
    return { brokers: [], cpuMs: () => null, notes: { 'without Kafka': error.message } };
  }
}
