import { startTracing } from '#libs/observability';

// Handles its events and does what is due; `main.ts` serves its HTTP. Traces begin before what they trace is loaded.
const stopTracing = await startTracing(process.env, 'ally-catalog-worker');
const { serveAlone } = await import('#libs/process');
const { catalogAlone } = await import('./catalog-alone.js');
await serveAlone(catalogAlone, process.env, 'worker', stopTracing);
