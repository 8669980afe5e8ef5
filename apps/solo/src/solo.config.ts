import { resolve } from 'node:path';
import { z } from 'zod';
import { whyNotListenOn } from '#libs/process';
import { CannotStart } from './said-plainly.js';

const schema = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  ALLY_HOST: z.string().min(1).default('127.0.0.1'),
  ALLY_DATA_DIR: z.string().min(1).default('.ally'),
  ALLY_CLOCK: z.enum(['system', 'test']).default('system'),
  ALLY_DEMO: z.enum(['0', '1']).default('0'),
  ALLY_HOLD_MINUTES: z.coerce
    .number()
    .int()
    .min(1)
    .max(24 * 60)
    .default(15),
  ALLY_OPERATOR_KEY: z.string().min(16).optional(),
  ALLY_PUBLIC_URL: z.url().optional(),
});

/** How Ally runs on this machine. */
export interface SoloConfig {
  /** 0: any free one. */
  readonly port: number;
  readonly host: string;
  /** Absolute. */
  readonly dataDir: string;
  readonly clock: 'system' | 'test';
  readonly holdMinutes: number;
  /** Undefined: the instance's own, made at the first start. */
  readonly operatorKey: string | undefined;
  /** Undefined: the address that it listens on. */
  readonly publicUrl: string | undefined;
}

/** @throws CannotStart naming the setting that is wrong. */
export function soloConfig(env: NodeJS.ProcessEnv): SoloConfig {
  const parsed = schema.safeParse(env);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new CannotStart(
      `The setting ${issue?.path.join('.') ?? ''} is wrong: ${issue?.message ?? 'unknown'}.`,
    );
  }
  const settings = parsed.data;
  const refusal = whyNotListenOn(settings.ALLY_HOST, settings.ALLY_PUBLIC_URL, settings.ALLY_DEMO === '1');
  if (refusal !== undefined) throw new CannotStart(refusal);
  return Object.freeze({
    port: settings.PORT,
    host: settings.ALLY_HOST,
    dataDir: resolve(settings.ALLY_DATA_DIR),
    clock: settings.ALLY_CLOCK,
    holdMinutes: settings.ALLY_HOLD_MINUTES,
    operatorKey: settings.ALLY_OPERATOR_KEY,
    publicUrl: settings.ALLY_PUBLIC_URL?.replace(/\/$/, ''),
  });
}
