import 'reflect-metadata';
import { complain, showBanner } from './banner.js';
import { runSolo } from './run-solo.js';
import { saidPlainly } from './said-plainly.js';
import { soloConfig } from './solo.config.js';

const STOP_WITHIN_MS = 9_000;

async function main(): Promise<void> {
  const config = soloConfig(process.env);
  const starting = runSolo(config);
  let stopping = false;
  const stop = () => {
    // npm passes a signal on that the terminal has sent already.
    if (stopping) return;
    stopping = true;
    setTimeout(() => {
      complain(
        'Ally did not stop within nine seconds, and was ended. Nothing that was acknowledged is lost.',
      );
      process.exit(1);
    }, STOP_WITHIN_MS).unref();
    starting.then((solo) => solo.stop()).then(() => process.exit(0), fail);
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  const solo = await starting;
  if (!stopping) showBanner(solo, config);
}

function fail(error: unknown): void {
  complain(saidPlainly(error) ?? (error instanceof Error ? (error.stack ?? error.message) : String(error)));
  process.exit(1);
}

main().catch(fail);
