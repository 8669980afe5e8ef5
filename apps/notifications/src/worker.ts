import { startTracing } from '#libs/observability';

// Handles its events and does what is due; `main.ts` serves its HTTP. Traces begin before what they trace is loaded.
const stopTracing = await startTracing(process.env, 'ally-notifications-worker');
const { serveAlone } = await import('#libs/process');
const { notificationsAlone } = await import('./notifications-alone.js');
await serveAlone(notificationsAlone, process.env, 'worker', stopTracing);
