import { startTracing } from '#libs/observability';

// Traces begin before what they trace is loaded.
const stopTracing = await startTracing(process.env, 'ally-payments');
const { serveAlone } = await import('#libs/process');
const { PaymentsConfig } = await import('./payments.config.js');
const { PaymentsModule } = await import('./payments.module.js');
await serveAlone(PaymentsModule.register(PaymentsConfig.from(process.env)), process.env, stopTracing);
