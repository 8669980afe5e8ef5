import { stopOnSignals } from '#libs/process';
import { complain, showBanner } from './banner.js';
import { runSolo } from './run-solo.js';
import { saidPlainly } from './said-plainly.js';
import { soloConfig } from './solo.config.js';

/**
 * Runs Ally until a signal ends it.
 * @param stopTracing sends the last spans.
 */
export async function bootSolo(env: NodeJS.ProcessEnv, stopTracing: () => Promise<void>): Promise<void> {
  try {
    const config = soloConfig(env);
    const starting = runSolo(config);
    let stopping = false;
    const stop = async () => {
      stopping = true;
      await (await starting).stop();
      await stopTracing();
    };
    stopOnSignals(stop, explain);
    const solo = await starting;
    if (!stopping) showBanner(solo, config);
  } catch (error) {
    explain(error);
    process.exit(1);
  }
}

function explain(error: unknown): void {
  complain(saidPlainly(error) ?? (error instanceof Error ? (error.stack ?? error.message) : String(error)));
}
