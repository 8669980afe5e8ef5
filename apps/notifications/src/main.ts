import { startTracing } from '#libs/observability';

// Traces begin before what they trace is loaded.
const stopTracing = await startTracing(process.env, 'ally-notifications');
const { serveAlone } = await import('#libs/process');
const { NotificationsConfig } = await import('./notifications.config.js');
const { NotificationsModule } = await import('./notifications.module.js');
await serveAlone(
  NotificationsModule.register(NotificationsConfig.from(process.env)),
  process.env,
  stopTracing,
);
