import { startTracing } from '#libs/observability';

// Serves its HTTP and publishes its facts; `worker.ts` does the rest. Traces begin before what they trace is loaded.
const stopTracing = await startTracing(process.env, 'ally-enrollment');
const { serveAlone } = await import('#libs/process');
const { enrollmentAlone } = await import('./enrollment-alone.js');
await serveAlone(enrollmentAlone, process.env, 'web', stopTracing);
