import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { CannotStart } from '#libs/process';
import { placeOf } from '../tools/servers/answers.js';
import { processEnvironment } from '../tools/services/process-environment.js';
import { servicesConfig } from '../tools/services/services.config.js';

const servers = {
  DATABASE_URL: 'postgres://ally@localhost/ally',
  REDIS_URL: 'redis://localhost',
  KAFKA_BROKERS: 'localhost:9092',
};
const instance = {
  url: 'http://127.0.0.1:3000',
  instanceKey: randomBytes(32),
  operatorKey: 'ally_test_of-the-data-folder',
};

/** What each process is told, of what the supervisor is told. */
const handedOn = (env: Record<string, string>) =>
  processEnvironment(servicesConfig({ ...servers, ...env }), { ...servers, ...env }, instance);

describe('what is set for the supervisor', () => {
  it('when the keys and the folder of files are kept elsewhere, then its processes have those', () => {
    const kept = {
      ALLY_INSTANCE_KEY: randomBytes(32).toString('base64'),
      ALLY_OPERATOR_KEY: 'ally_test_kept-elsewhere',
      ALLY_FILES_DIR: '/srv/files',
    };
    expect(handedOn({ ALLY_DATA_DIR: '/srv/ally', ...kept })).toMatchObject(kept);
  });

  it('when they are not set, then its processes have those of the data folder', () => {
    expect(handedOn({ ALLY_DATA_DIR: '/srv/ally' })).toMatchObject({
      ALLY_INSTANCE_KEY: instance.instanceKey.toString('base64'),
      ALLY_OPERATOR_KEY: instance.operatorKey,
      ALLY_FILES_DIR: '/srv/ally/files',
    });
  });

  it.each([
    ['DATABASE_URL', 'localhost/ally'],
    ['DATABASE_URL', 'localhost:5432/ally'],
    ['REDIS_URL', 'localhost:6379'],
    ['KAFKA_BROKERS', 'localhost'],
    ['KAFKA_BROKERS', 'one:9092,'],
    ['ALLY_INSTANCE_KEY', 'no base64!'],
  ])('when %s is %s, then it is refused by its name', (name, value) => {
    expect(() => handedOn({ [name]: value })).toThrow(CannotStart);
    expect(() => handedOn({ [name]: value })).toThrow(`The setting ${name} is wrong`);
  });
});

describe('the place of a server', () => {
  it.each([
    ['postgres://ally:secret@db/ally', 'db', 5432],
    ['postgres://db:6000/ally', 'db', 6000],
    ['redis://[::1]:6379', '::1', 6379],
    ['rediss://cache', 'cache', 6379],
    ['one:9092, two:9093', 'one', 9092],
  ])('of %s is %s, port %i', (address, host, port) => {
    expect(placeOf(address)).toEqual({ host, port });
  });
});
