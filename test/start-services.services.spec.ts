import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, it } from '@jest/globals';
import { Client } from 'pg';
import { answers } from '../tools/servers/answers.js';
import { startServices, type Services } from './support/start-services.js';

it('when an Ally under test cannot be prepared, then its servers have stopped and nothing of theirs is left', async () => {
  let given: Services['settings'] = {};
  const servers = () => [given['KAFKA_BROKERS'] ?? '', given['REDIS_URL'] ?? ''];
  const prepare = async (settings: Services['settings']) => {
    given = settings;
    expect(await Promise.all(servers().map(answers))).toEqual([true, true]);
    throw new Error('the backup cannot be read');
  };
  await expect(startServices({}, prepare)).rejects.toThrow('the backup cannot be read');
  expect(await Promise.all(servers().map(answers))).toEqual([false, false]);
  const { DATABASE_URL = '', ALLY_DATA_DIR = '' } = given;
  await expect(new Client({ connectionString: DATABASE_URL }).connect()).rejects.toThrow('does not exist');
  expect(existsSync(dirname(ALLY_DATA_DIR))).toBe(false);
}, 60_000);
