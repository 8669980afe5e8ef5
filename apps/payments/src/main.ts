import { startTracing } from '#libs/observability';

// Serves its HTTP and publishes its facts; `worker.ts` does the rest. Traces begin before what they trace is loaded.
const stopTracing = await startTracing(process.env, 'ally-payments');
const { serveAlone } = await import('#libs/process');
const { paymentsAlone } = await import('./payments-alone.js');
await serveAlone(paymentsAlone, process.env, 'web', stopTracing);
