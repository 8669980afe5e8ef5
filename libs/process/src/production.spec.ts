import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { whyNotStart } from './production.js';

const random = () => randomBytes(32).toString('base64');
const sound = () => ({
  NODE_ENV: 'production',
  ALLY_INSTANCE_KEY: random(),
  ALLY_OPERATOR_KEY: `ally_live_${randomBytes(24).toString('hex')}`,
  ALLY_METRICS_TOKEN: randomBytes(24).toString('hex'),
  DATABASE_URL: `postgres://ally:${randomBytes(24).toString('hex')}@postgres:5432/ally`,
  REDIS_URL: 'redis://redis:6379',
});

const here = { host: '127.0.0.1', publicUrl: undefined, isDemo: false };

const whyNotInProduction = (env: NodeJS.ProcessEnv, parts: Parameters<typeof whyNotStart>[2]) =>
  whyNotStart(env, here, parts);

describe('production', () => {
  it('when all secrets are random and nothing is a demo, then it starts', () => {
    expect(whyNotInProduction(sound(), [])).toBeUndefined();
  });

  it.each(['sandbox', 'mailbox', 'test-clock'] as const)('when there is a %s, then it refuses', (part) => {
    expect(whyNotInProduction(sound(), [part])).toMatch(
      /^Ally runs in production \(NODE_ENV\) and has a .+ALLY_DEMO=1/,
    );
  });

  it.each([
    ['ALLY_INSTANCE_KEY', Buffer.alloc(32, 7).toString('base64')],
    ['ALLY_INSTANCE_KEY', Buffer.from('change-me').toString('base64')],
    ['ALLY_INSTANCE_KEY', randomBytes(16).toString('base64')],
    ['ALLY_OPERATOR_KEY', 'ally_test_the-operators-own-key'],
    ['ALLY_OPERATOR_KEY', 'ally_test_0000000000000000'],
    ['ALLY_METRICS_TOKEN', 'an-example-of-a-token'],
    ['DATABASE_URL', 'postgres://ally:ally@postgres:5432/ally'],
    ['DATABASE_URL', 'postgres://ally:a-password-for-you@postgres:5432/ally'],
    ['REDIS_URL', 'redis://:changeme@redis:6379'],
  ])('when %s is %s, then it refuses and names it', (setting, value) => {
    expect(whyNotInProduction({ ...sound(), [setting]: value }, [])).toContain(setting);
  });

  it('when it is said to be a demo, or is no production, then all of that may be', () => {
    const made = { ...sound(), ALLY_OPERATOR_KEY: 'ally_test_the-operators-own-key' };
    expect(whyNotInProduction({ ...made, ALLY_DEMO: '1' }, ['sandbox'])).toBeUndefined();
    expect(whyNotInProduction({ ...made, NODE_ENV: 'development' }, ['sandbox'])).toBeUndefined();
  });
});

describe('a secret of .env.example that nobody has filled in', () => {
  const read = (name: string) => readFileSync(new URL(`../../../${name}`, import.meta.url), 'utf8');
  const keys = ['ALLY_INSTANCE_KEY', 'ALLY_OPERATOR_KEY', 'ALLY_METRICS_TOKEN'];
  const passwords = ['ALLY_POSTGRES_PASSWORD', 'ALLY_REDIS_PASSWORD'];

  it('is empty there', () => {
    const secrets = read('.env.example').matchAll(/^(ALLY_\w*(?:KEY|TOKEN|PASSWORD))=(.*)$/gm);
    const values = [...secrets].map(([, name, value]) => [name, value]);
    expect(values).toEqual([...keys, ...passwords].map((name) => [name, '']));
  });

  it.each([...keys, ...passwords])('when it is %s, then compose starts nothing', (name) => {
    const uses = [...read('docker-compose.yml').matchAll(new RegExp(`\\$\\{${name}\\b(.{0,2})`, 'g'))];
    expect([...new Set(uses.map(([, otherwise]) => otherwise))]).toEqual([':?']);
  });

  it.each(keys)('when it is %s, then no process starts in production', (name) => {
    expect(whyNotInProduction({ ...sound(), [name]: '' }, [])).toContain(name);
  });
});

describe('elsewhere', () => {
  const guessable = { ...sound(), NODE_ENV: undefined, ALLY_OPERATOR_KEY: 'ally_test_the-operators-own-key' };

  it.each([
    { ...here, host: '0.0.0.0' },
    { ...here, publicUrl: 'https://ally.example' },
  ])('when others can reach it by %j, then a secret that anybody can guess is refused all the same', (by) => {
    expect(whyNotStart(guessable, by, [])).toMatch(/^Ally would listen on .+ALLY_OPERATOR_KEY.+ALLY_DEMO=1/);
    expect(whyNotStart({ ...sound(), NODE_ENV: undefined }, by, [])).toBeUndefined();
  });

  it('when only this machine reaches it, or it is said to be a demo, then that may be', () => {
    expect(whyNotStart(guessable, here, [])).toBeUndefined();
    expect(
      whyNotStart(
        { ...guessable, ALLY_DEMO: '1' },
        { host: '0.0.0.0', publicUrl: undefined, isDemo: true },
        [],
      ),
    ).toBeUndefined();
  });
});
