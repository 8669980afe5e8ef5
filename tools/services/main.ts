import { parseArgs } from 'node:util';
import { redactedText } from '#libs/observability';
import { endOnFault, stopOnSignals } from '#libs/process';
import { saidPlainly } from '../../apps/solo/src/said-plainly.js';
import { helpText, showBanner } from './banner.js';
import { runServices, type RunningServices } from './run-services.js';
import { servicesConfig } from './services.config.js';

/** The proxy, then what serves, then what works: each has its own time to finish what it has in hand. */
const STOP_WITHIN_MS = 40_000;

/** `npm run start:services`: every service and worker in a process of its own, until a signal ends it. */
const { values } = parseArgs({ options: { help: { type: 'boolean', short: 'h' } } });
if (values.help === true) console.log(helpText());
else await boot(process.env);

async function boot(env: NodeJS.ProcessEnv): Promise<void> {
  endOnFault(explain);
  const stopping = new AbortController();
  try {
    const config = servicesConfig(env);
    const starting = runServices(config, env, stopping.signal);
    stopOnSignals(
      async () => {
        stopping.abort();
        await (await starting).stop();
      },
      explain,
      { signals: ['SIGINT', 'SIGTERM'], withinMs: STOP_WITHIN_MS },
    );
    process.on('SIGHUP', () => void replaceAll(starting, stopping.signal));
    showBanner(await starting, config);
  } catch (error) {
    if (stopping.signal.aborted) process.exit(0);
    explain(error);
    process.exit(1);
  }
}

async function replaceAll(starting: Promise<RunningServices>, stopping: AbortSignal): Promise<void> {
  try {
    const running = await starting;
    console.error('every process is replaced, one service after the other');
    const stayed = await running.replaceAll();
    if (stopping.aborted) return;
    if (stayed.length === 0) console.error('every process has been replaced');
    else console.error(`not replaced: ${stayed.join(', ')}; the lines above say why`);
  } catch (error) {
    explain(error);
  }
}

function explain(error: unknown): void {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  console.error(saidPlainly(error) ?? redactedText(stack));
}
