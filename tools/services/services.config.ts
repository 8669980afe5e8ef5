import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { httpExposureSettings } from '#libs/http';
import { CannotStart, whyNotStart, type DemoPart } from '#libs/process';
import { foundationOf, foundationSettings, type Foundation } from '../../apps/solo/src/foundation.js';

/** Where `npm run servers -- up` says what it has started. */
const SERVERS_FILE = '.ally-servers/servers.json';

const started = z.object({
  postgresUrl: z.string(),
  redisUrl: z.string(),
  kafkaBrokers: z.array(z.string()),
});

const schema = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  ALLY_HOST: z.string().min(1).default('127.0.0.1'),
  ALLY_PUBLIC_URL: z.url().optional(),
  ALLY_DATA_DIR: z.string().min(1).default('.ally-services'),
  ALLY_CLOCK: z.enum(['system', 'test']).default('system'),
  ALLY_DEMO: z.enum(['0', '1']).default('0'),
  ALLY_MAIL: z.enum(['mailbox', 'smtp']).default('mailbox'),
  ALLY_OPERATOR_KEY: z.string().min(16).optional(),
  DATABASE_URL: z.string().min(1).optional(),
  REDIS_URL: z.string().min(1).optional(),
  KAFKA_BROKERS: z.string().min(1).optional(),
  ...foundationSettings,
  ...httpExposureSettings,
});

export interface Servers {
  readonly databaseUrl: string;
  readonly redisUrl: string;
  /** `host:port`, with commas between. */
  readonly kafkaBrokers: string;
}

/** How the processes of Ally run on this machine. */
export interface ServicesConfig {
  /** Of the proxy; 0: any free one. */
  readonly port: number;
  readonly host: string;
  /** Undefined: the address that the proxy listens on. */
  readonly publicUrl: string | undefined;
  /** Absolute. */
  readonly dataDir: string;
  readonly clock: 'system' | 'test';
  readonly mail: 'mailbox' | 'smtp';
  readonly operatorKey: string | undefined;
  readonly foundation: Foundation;
  readonly trustedProxies: readonly string[];
  readonly servers: Servers;
}

/** @throws CannotStart naming the setting that is wrong or missing. */
export function servicesConfig(env: NodeJS.ProcessEnv): ServicesConfig {
  const parsed = schema.safeParse(env);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new CannotStart(`The setting ${issue?.path.join('.')} is wrong: ${issue?.message}.`);
  }
  const settings = parsed.data;
  const parts: DemoPart[] = ['sandbox'];
  if (settings.ALLY_MAIL === 'mailbox') parts.push('mailbox');
  if (settings.ALLY_CLOCK === 'test') parts.push('test-clock');
  const { ALLY_HOST: host, ALLY_PUBLIC_URL: publicUrl } = settings;
  const exposure = { host, publicUrl, isDemo: settings.ALLY_DEMO === '1' };
  const refusal = whyNotStart(env, exposure, parts);
  if (refusal !== undefined) throw new CannotStart(refusal);
  return Object.freeze({
    port: settings.PORT,
    host,
    publicUrl: publicUrl?.replace(/\/$/, ''),
    dataDir: resolve(settings.ALLY_DATA_DIR),
    clock: settings.ALLY_CLOCK,
    mail: settings.ALLY_MAIL,
    operatorKey: settings.ALLY_OPERATOR_KEY,
    foundation: foundationOf(settings, settings.ALLY_MAIL === 'smtp'),
    trustedProxies: settings.ALLY_TRUSTED_PROXIES,
    servers: serversOf(settings),
  });
}

/** Each from the environment, or else from what `npm run servers` has started. */
function serversOf({ DATABASE_URL, REDIS_URL, KAFKA_BROKERS }: z.output<typeof schema>): Servers {
  const file = existsSync(SERVERS_FILE)
    ? started.parse(JSON.parse(readFileSync(SERVERS_FILE, 'utf8')))
    : undefined;
  const found = {
    DATABASE_URL: DATABASE_URL ?? file?.postgresUrl,
    REDIS_URL: REDIS_URL ?? file?.redisUrl,
    KAFKA_BROKERS: KAFKA_BROKERS ?? file?.kafkaBrokers.join(','),
  };
  const missing = Object.entries(found).flatMap(([name, value]) => (value === undefined ? [name] : []));
  if (missing.length > 0)
    throw new CannotStart(`Set ${missing.join(', ')}, or start servers by \`npm run servers -- up\`.`);
  const {
    DATABASE_URL: databaseUrl = '',
    REDIS_URL: redisUrl = '',
    KAFKA_BROKERS: kafkaBrokers = '',
  } = found;
  return { databaseUrl, redisUrl, kafkaBrokers };
}
