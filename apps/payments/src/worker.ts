import { startTracing } from '#libs/observability';

// Handles its events and does what is due; `main.ts` serves its HTTP. Traces begin before what they trace is loaded.
const stopTracing = await startTracing(process.env, 'ally-payments-worker');
const { serveAlone } = await import('#libs/process');
const { paymentsAlone } = await import('./payments-alone.js');
await serveAlone(paymentsAlone, process.env, 'worker', stopTracing);
