import { join, resolve } from 'node:path';
import { z } from 'zod';
import { CannotStart, plainly, processSettings, refuseWhereDemoIsNotMeant } from '#libs/process';
import { foundationOf, foundationSettings, type Foundation } from '../../apps/solo/src/foundation.js';
import { readServers, ServersFileDamaged } from '../servers/servers-file.js';

const schema = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  ALLY_DATA_DIR: z.string().min(1).default('.ally-services'),
  ALLY_MAIL: z.enum(['mailbox', 'smtp']).default('mailbox'),
  ALLY_FILES_DIR: z.string().min(1).optional(),
  ALLY_INSTANCE_KEY: z.base64().min(1).optional(),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'it is no postgres://…' }).optional(),
  REDIS_URL: z.url({ protocol: /^rediss?$/, error: 'it is no redis://…' }).optional(),
  KAFKA_BROKERS: z.string().refine(areBrokers, 'they are no host:port, with commas between').optional(),
  ...processSettings,
  ...foundationSettings,
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
  /** Of courses; absolute. */
  readonly filesDir: string;
  readonly clock: 'system' | 'test';
  readonly mail: 'mailbox' | 'smtp';
  /** Base64. Undefined: the instance's own, made at the first start. */
  readonly instanceKey: string | undefined;
  /** Undefined: likewise. */
  readonly operatorKey: string | undefined;
  readonly foundation: Foundation;
  readonly trustedProxies: readonly string[];
  readonly servers: Servers;
}

/** @throws CannotStart naming the setting that is wrong or missing. */
export function servicesConfig(env: NodeJS.ProcessEnv): ServicesConfig {
  const settings = plainly(() => schema.parse(env));
  const catchesMail = settings.ALLY_MAIL === 'mailbox';
  refuseWhereDemoIsNotMeant(settings, env, catchesMail ? ['sandbox', 'mailbox'] : ['sandbox']);
  return Object.freeze({
    port: settings.PORT,
    host: settings.ALLY_HOST,
    publicUrl: settings.ALLY_PUBLIC_URL?.replace(/\/$/, ''),
    dataDir: resolve(settings.ALLY_DATA_DIR),
    filesDir: resolve(settings.ALLY_FILES_DIR ?? join(settings.ALLY_DATA_DIR, 'files')),
    clock: settings.ALLY_CLOCK,
    mail: settings.ALLY_MAIL,
    instanceKey: settings.ALLY_INSTANCE_KEY,
    operatorKey: settings.ALLY_OPERATOR_KEY,
    foundation: foundationOf(settings, settings.ALLY_MAIL === 'smtp'),
    trustedProxies: settings.ALLY_TRUSTED_PROXIES,
    servers: serversOf(settings),
  });
}

/** Each from the environment, or else from what `npm run servers` has started. */
function serversOf({ DATABASE_URL, REDIS_URL, KAFKA_BROKERS }: z.output<typeof schema>): Servers {
  const isAllSet = ![DATABASE_URL, REDIS_URL, KAFKA_BROKERS].includes(undefined);
  const file = isAllSet ? undefined : startedServers();
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

function startedServers(): ReturnType<typeof readServers> {
  try {
    return readServers();
  } catch (error) {
    if (error instanceof ServersFileDamaged) throw new CannotStart(error.message, { cause: error });
    throw error;
  }
}

function areBrokers(text: string): boolean {
  return text.split(',').every((each) => {
    const address = `kafka://${each.trim()}`;
    return URL.canParse(address) && new URL(address).port !== '';
  });
}
