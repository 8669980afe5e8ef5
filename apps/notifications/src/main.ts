import { startTracing } from '#libs/observability';

// Serves its HTTP and publishes its facts; `worker.ts` does the rest. Traces begin before what they trace is loaded.
const stopTracing = await startTracing(process.env, 'ally-notifications');
const { serveAlone } = await import('#libs/process');
const { notificationsAlone } = await import('./notifications-alone.js');
await serveAlone(notificationsAlone, process.env, 'web', stopTracing);
