export { Health, HealthController } from './health.js';
export { inLogContext } from './log-context.js';
export { Metrics } from './metrics.js';
export { MetricsController, metricsKeys, MetricsReaders, metricsSettings } from './metrics.controller.js';
export { NestLog } from './nest-log.js';
export { logOptions, logSettings, openLog, type Log, type LogOptions } from './open-log.js';
export { redactedText } from './redact.js';
export { startTracing } from './start-tracing.js';
export { currentTraceparent, inTrace, nameRequestSpan } from './trace.js';
