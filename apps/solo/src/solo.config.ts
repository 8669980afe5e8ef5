import { resolve } from 'node:path';
import { z } from 'zod';
import { logOptions, logSettings, metricsSettings, type LogOptions } from '#libs/observability';
import { httpExposure, type HttpExposure } from '#libs/http';
import { CannotStart, plainly, processSettings, refuseWhereDemoIsNotMeant } from '#libs/process';
import { uploadLimitMb } from '../../catalog/src/catalog.config.js';
import {
  MailSettingWrong,
  smtpSettings,
  type SmtpSettings,
} from '../../notifications/src/messages/transport/smtp-settings.js';
import { foundationOf, foundationSettings, type Foundation } from './foundation.js';

const schema = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  ALLY_DATA_DIR: z.string().min(1).default('.ally'),
  ALLY_HOLD_MINUTES: z.coerce
    .number()
    .int()
    .min(1)
    .max(24 * 60)
    .default(15),
  ...processSettings,
  ...foundationSettings,
  ...metricsSettings,
  ...logSettings,
  ALLY_UPLOAD_LIMIT_MB: uploadLimitMb.optional(),
  ALLY_HOLDS_PER_PERSON: z.coerce.number().int().min(1).max(100).optional(),
  ALLY_HOLD_SHARE_PERCENT: z.coerce.number().int().min(1).max(100).optional(),
  ALLY_UNVERIFIED_MAILS_PER_DAY: z.coerce.number().int().min(1).max(100).optional(),
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
  readonly foundation: Foundation;
  /** Undefined: mails go into the mailbox. */
  readonly smtp: SmtpSettings | undefined;
  /** What reads the metrics where others reach them, beside the operator's key. */
  readonly metricsToken: string | undefined;
  readonly log: LogOptions;
  readonly exposure: HttpExposure;
  /** Undefined: the service's own default. */
  readonly holdsPerPerson: number | undefined;
  readonly holdSharePercent: number | undefined;
  readonly unverifiedMailsPerDay: number | undefined;
  readonly uploadLimitMb: number | undefined;
}

/** @throws CannotStart naming the setting that is wrong. */
export function soloConfig(env: NodeJS.ProcessEnv): SoloConfig {
  const settings = plainly(() => schema.parse(env));
  const smtp = smtpOf(env);
  refuseWhereDemoIsNotMeant(settings, env, smtp === undefined ? ['sandbox', 'mailbox'] : ['sandbox']);
  return Object.freeze({
    port: settings.PORT,
    host: settings.ALLY_HOST,
    dataDir: resolve(settings.ALLY_DATA_DIR),
    clock: settings.ALLY_CLOCK,
    holdMinutes: settings.ALLY_HOLD_MINUTES,
    operatorKey: settings.ALLY_OPERATOR_KEY,
    publicUrl: settings.ALLY_PUBLIC_URL?.replace(/\/$/, ''),
    foundation: foundationOf(settings, smtp !== undefined),
    smtp,
    metricsToken: settings.ALLY_METRICS_TOKEN,
    log: logOptions(settings),
    exposure: httpExposure(settings, settings.ALLY_PUBLIC_URL),
    holdsPerPerson: settings.ALLY_HOLDS_PER_PERSON,
    holdSharePercent: settings.ALLY_HOLD_SHARE_PERCENT,
    unverifiedMailsPerDay: settings.ALLY_UNVERIFIED_MAILS_PER_DAY,
    uploadLimitMb: settings.ALLY_UPLOAD_LIMIT_MB,
  });
}

function smtpOf(env: NodeJS.ProcessEnv): SmtpSettings | undefined {
  try {
    return smtpSettings(env, env.ALLY_FOUNDATION_EMAIL);
  } catch (error) {
    throw error instanceof MailSettingWrong ? new CannotStart(error.message) : error;
  }
}
