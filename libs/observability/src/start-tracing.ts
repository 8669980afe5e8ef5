import { soon } from './soon.js';
import { tracingHasStarted } from './trace.js';

/** A collector that is away must not hold up the stop. */
const LAST_SENT_WITHIN_MS = 2_000;

/**
 * Starts traces if the standard variables of OpenTelemetry ask for them (`OTEL_EXPORTER_OTLP_ENDPOINT`,
 * `OTEL_EXPORTER_OTLP_TRACES_ENDPOINT` or `OTEL_TRACES_EXPORTER`, and not `OTEL_SDK_DISABLED=true`). Called before
 * anything that is to be traced is loaded; when nobody asks, nothing is loaded here either.
 * @param serviceName unless `OTEL_SERVICE_NAME` says another.
 * @returns what sends the last spans, within two seconds.
 */
export async function startTracing(
  env: NodeJS.ProcessEnv,
  serviceName: string,
): Promise<() => Promise<void>> {
  const exporter = exporterOf(env);
  if (exporter === 'none') return async () => undefined;
  const { openTelemetry } = await import('./open-telemetry.js');
  const shutdown = openTelemetry(env.OTEL_SERVICE_NAME ?? serviceName, exporter);
  tracingHasStarted();
  return async () => {
    await soon(shutdown(), LAST_SENT_WITHIN_MS);
  };
}

/** Where spans go, by the variables of the specification. An endpoint alone says `otlp`. */
export function exporterOf(env: NodeJS.ProcessEnv): 'otlp' | 'console' | 'none' {
  if (env.OTEL_SDK_DISABLED?.toLowerCase() === 'true') return 'none';
  const named = env.OTEL_TRACES_EXPORTER?.split(',')[0]?.trim();
  if (named === 'otlp' || named === 'console' || named === 'none') return named;
  const endpoint = env.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT ?? env.OTEL_EXPORTER_OTLP_ENDPOINT;
  return endpoint === undefined || endpoint === '' ? 'none' : 'otlp';
}
