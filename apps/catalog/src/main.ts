import { startTracing } from '#libs/observability';

// Traces begin before what they trace is loaded.
const stopTracing = await startTracing(process.env, 'ally-catalog');
const { serveAlone } = await import('#libs/process');
const { CatalogConfig } = await import('./catalog.config.js');
const { CatalogModule } = await import('./catalog.module.js');
await serveAlone(CatalogModule.register(CatalogConfig.from(process.env)), process.env, stopTracing);
