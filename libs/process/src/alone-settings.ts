import { z } from 'zod';
import { Clock, SystemClock, TestClock } from '#libs/clock';
import { httpExposureSettings } from '#libs/http';
import { logSettings, metricsSettings } from '#libs/observability';
import { CannotStart } from './cannot-start.js';

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
  ALLY_HOST: z.string().min(1).default('127.0.0.1'),
  ALLY_PUBLIC_URL: z.url().optional(),
  ALLY_DEMO: z.enum(['0', '1']).default('0'),
  ALLY_CLOCK: z.enum(['system', 'test']).default('system'),
  /** Where a test clock begins: now, unless whoever moves several says what time it is among them. */
  ALLY_CLOCK_START: z.iso.datetime().optional(),
  /** The folder of the file store, the same for all services. */
  ALLY_FILES_DIR: z.string().min(1),
  ALLY_OPERATOR_KEY: z.string().min(16).optional(),
  ...metricsSettings,
  ...logSettings,
  ...httpExposureSettings,
});

export type AloneSettings = z.output<typeof schema>;

/** What a process of one service reads beside the settings of its service. @throws CannotStart naming the setting that is wrong. */
export function aloneSettings(env: NodeJS.ProcessEnv): AloneSettings {
  return plainly(() => schema.parse(env));
}

/** The same settings or result, but what zod finds wrong as a sentence. @throws CannotStart */
export function plainly<Result>(read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    const [issue] = error.issues;
    throw new CannotStart(`The setting ${issue?.path.join('.')} is wrong: ${issue?.message}.`, {
      cause: error,
    });
  }
}

export function clockOf({ ALLY_CLOCK, ALLY_CLOCK_START }: AloneSettings): Clock {
  if (ALLY_CLOCK === 'system') return new SystemClock();
  return new TestClock(ALLY_CLOCK_START === undefined ? new Date() : new Date(ALLY_CLOCK_START));
}
