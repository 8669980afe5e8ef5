import { stopOnSignals } from '#libs/process';
import { complain, showBanner } from './banner.js';
import { runSolo } from './run-solo.js';
import { saidPlainly } from './said-plainly.js';
import { soloConfig } from './solo.config.js';

try {
  const config = soloConfig(process.env);
  const starting = runSolo(config);
  let stopping = false;
  const stop = async () => {
    stopping = true;
    await (await starting).stop();
  };
  stopOnSignals(stop, explain);
  const solo = await starting;
  if (!stopping) showBanner(solo, config);
} catch (error) {
  explain(error);
  process.exit(1);
}

function explain(error: unknown): void {
  complain(saidPlainly(error) ?? (error instanceof Error ? (error.stack ?? error.message) : String(error)));
}
