import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '#libs/database';
import { stopAll } from '../../tools/servers/stop-all.js';
import type { Figure } from './rounds.js';

/** What a benchmark has found out. */
export interface Report {
  /** One sentence: a unit is what. */
  readonly unit: string;
  /** What the ceiling is, for whoever reads the figures. */
  readonly ceiling: string;
  readonly figures: readonly Figure[] | readonly Readonly<Record<string, string | number | null>>[];
  /** What does not fit into the table. */
  readonly notes?: Readonly<Record<string, string | number>>;
}

/** Where a benchmark runs: a data folder to be thrown away, and a PostgreSQL that keeps data as safe as Ally's does. */
export interface Bench {
  readonly postgres: Awaited<ReturnType<typeof startEmbeddedPostgres>>;
  readonly databaseUrl: string;
  readonly folder: string;
  /** Runs at the end, last one first, whatever happened. */
  afterwards(undo: () => unknown): void;
}

/** Runs one benchmark and hands its report to `tools/bench.mjs`, or prints it where nobody listens. */
export async function benchmark(measure: (bench: Bench) => Promise<Report>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'ally-bench-'));
  const undo: (() => unknown)[] = [() => rm(folder, { recursive: true, force: true })];
  try {
    const postgres = await startEmbeddedPostgres({ dataDir: folder });
    undo.push(() => postgres.stop());
    const databaseUrl = postgres.url('ally');
    const report = await measure({ postgres, databaseUrl, folder, afterwards: (step) => undo.push(step) });
    if (process.send === undefined) console.log(JSON.stringify(report, null, 2));
    else process.send(report);
  } finally {
    await stopAll(undo);
  }
}
