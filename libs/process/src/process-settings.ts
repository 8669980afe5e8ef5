import { z } from 'zod';
import { httpExposureSettings } from '#libs/http';
import { CannotStart } from './cannot-start.js';
import type { DemoPart } from './exposure.js';
import { whyNotStart } from './production.js';

/** What all programs read that serve: where they are reached, by whom, and whether it is a demo. */
export const processSettings = {
  ALLY_HOST: z.string().min(1).default('127.0.0.1'),
  ALLY_PUBLIC_URL: z.url().optional(),
  ALLY_DEMO: z.enum(['0', '1']).default('0'),
  ALLY_CLOCK: z.enum(['system', 'test']).default('system'),
  ALLY_OPERATOR_KEY: z.string().min(16).optional(),
  ...httpExposureSettings,
};
const schema = z.object(processSettings);

/**
 * A test clock is part of a demo in every program.
 * @param parts what else of a demo it would run with.
 * @throws CannotStart where that, or a secret that anybody can guess, is not meant: see `whyNotStart`.
 */
export function refuseWhereDemoIsNotMeant(
  settings: z.output<typeof schema>,
  env: NodeJS.ProcessEnv,
  parts: readonly DemoPart[],
): void {
  const { ALLY_HOST: host, ALLY_PUBLIC_URL: publicUrl } = settings;
  const exposure = { host, publicUrl, isDemo: settings.ALLY_DEMO === '1' };
  const clock = settings.ALLY_CLOCK === 'test' ? (['test-clock'] as const) : [];
  const refusal = whyNotStart(env, exposure, [...parts, ...clock]);
  if (refusal !== undefined) throw new CannotStart(refusal);
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
