import { Metrics, openLog } from '#libs/observability';

/** For an HTTP application of a test: its metrics go nowhere, and so does its log, unless a level is given. */
export function quietlyObserved(level: 'silent' | 'warn' = 'silent') {
  return { logger: openLog({ level, format: 'text' }), metrics: new Metrics() };
}
