import { redactedText } from '#libs/observability';
import { endOnFault, stopOnSignals } from '#libs/process';
import { complain, showBanner } from './banner.js';
import { runSolo } from './run-solo.js';
import { saidPlainly } from './said-plainly.js';
import { soloConfig } from './solo.config.js';

/**
 * Runs Ally until a signal ends it.
 * @param stopTracing sends the last spans.
 */
export async function bootSolo(env: NodeJS.ProcessEnv, stopTracing: () => Promise<void>): Promise<void> {
  endOnFault(explain);
  try {
    const config = soloConfig(env);
    const stopping = new AbortController();
    const starting = runSolo(config, stopping.signal);
    const stop = async () => {
      stopping.abort();
      await (await starting).stop();
      await stopTracing();
    };
    stopOnSignals(stop, explain);
    const solo = await starting;
    if (!stopping.signal.aborted) showBanner(solo, config);
  } catch (error) {
    explain(error);
    process.exit(1);
  }
}

function explain(error: unknown): void {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  complain(saidPlainly(error) ?? redactedText(stack));
}
