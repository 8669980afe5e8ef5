import { startTracing } from '#libs/observability';

// Traces begin before what they trace is loaded.
const stopTracing = await startTracing(process.env, 'ally-enrollment');
const { serveAlone } = await import('#libs/process');
const { EnrollmentConfig } = await import('./enrollment.config.js');
const { EnrollmentModule } = await import('./enrollment.module.js');
await serveAlone(EnrollmentModule.register(EnrollmentConfig.from(process.env)), process.env, stopTracing);
