import { z } from 'zod';
import { Clock, SystemClock, TestClock } from '#libs/clock';
import { logSettings, metricsSettings } from '#libs/observability';
import { plainly, processSettings } from './process-settings.js';

/** The brokers of `KAFKA_BROKERS`, with commas between; none where the event log is in PostgreSQL. */
export const kafkaBrokers = z
  .string()
  .default('')
  .transform((text) => text.split(',').flatMap((each) => (each.trim() === '' ? [] : [each.trim()])));

const schema = z.object({
  DATABASE_URL: z.string().min(1),
  KAFKA_BROKERS: kafkaBrokers,
  REDIS_URL: z.url().optional(),
  PORT: z.coerce.number().int().min(0).max(65_535),
  /** Where a test clock begins: now, unless whoever moves several says what time it is among them. */
  ALLY_CLOCK_START: z.iso.datetime().optional(),
  /** The folder of the file store, the same for all services. */
  ALLY_FILES_DIR: z.string().min(1),
  ...processSettings,
  ...metricsSettings,
  ...logSettings,
});

type AloneSettings = z.output<typeof schema>;

/** What a process of one service reads beside the settings of its service. @throws CannotStart naming the setting that is wrong. */
export function aloneSettings(env: NodeJS.ProcessEnv): AloneSettings {
  return plainly(() => schema.parse(env));
}

export function clockOf({ ALLY_CLOCK, ALLY_CLOCK_START }: AloneSettings): Clock {
  if (ALLY_CLOCK === 'system') return new SystemClock();
  return new TestClock(ALLY_CLOCK_START === undefined ? new Date() : new Date(ALLY_CLOCK_START));
}
