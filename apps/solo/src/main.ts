import { startTracing } from '#libs/observability';

// Traces begin before what they trace is loaded.
const stopTracing = await startTracing(process.env, 'ally');
const { bootSolo } = await import('./boot-solo.js');
await bootSolo(process.env, stopTracing);
