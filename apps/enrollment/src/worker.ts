import { startTracing } from '#libs/observability';

// Handles its events and does what is due; `main.ts` serves its HTTP. Traces begin before what they trace is loaded.
const stopTracing = await startTracing(process.env, 'ally-enrollment-worker');
const { serveAlone } = await import('#libs/process');
const { enrollmentAlone } = await import('./enrollment-alone.js');
await serveAlone(enrollmentAlone, process.env, 'worker', stopTracing);
