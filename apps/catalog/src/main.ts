import { startTracing } from '#libs/observability';

// Serves its HTTP and publishes its facts; `worker.ts` does the rest. Traces begin before what they trace is loaded.
const stopTracing = await startTracing(process.env, 'ally-catalog');
const { serveAlone } = await import('#libs/process');
const { catalogAlone } = await import('./catalog-alone.js');
await serveAlone(catalogAlone, process.env, 'web', stopTracing);
