import type { ServicesConfig } from './services.config.js';

/** What is this instance's alone. */
export interface Instance {
  /** Where people reach it, without a slash at its end. */
  readonly url: string;
  /** Of its data folder, for when none is set. */
  readonly instanceKey: Buffer;
  /** Likewise. */
  readonly operatorKey: string;
}

/** What every process of it reads; they listen on loopback, behind the proxy. */
export function processEnvironment(
  config: ServicesConfig,
  env: NodeJS.ProcessEnv,
  instance: Instance,
): NodeJS.ProcessEnv {
  const { databaseUrl, redisUrl, kafkaBrokers } = config.servers;
  const { name, email, postalAddress, zone } = config.foundation;
  return {
    ...env,
    DATABASE_URL: databaseUrl,
    REDIS_URL: redisUrl,
    KAFKA_BROKERS: kafkaBrokers,
    ALLY_HOST: '127.0.0.1',
    ALLY_TRUSTED_PROXIES: 'loopback',
    ALLY_PUBLIC_URL: instance.url,
    ALLY_FILES_DIR: config.filesDir,
    ALLY_DATA_DIR: config.dataDir,
    ALLY_INSTANCE_KEY: config.instanceKey ?? instance.instanceKey.toString('base64'),
    ALLY_OPERATOR_KEY: config.operatorKey ?? instance.operatorKey,
    ALLY_FOUNDATION_NAME: name,
    ALLY_FOUNDATION_EMAIL: email,
    ALLY_FOUNDATION_ADDRESS: postalAddress,
    ALLY_FOUNDATION_ZONE: zone,
  };
}
