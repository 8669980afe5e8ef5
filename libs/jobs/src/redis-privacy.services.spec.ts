import { describe, expect, it } from '@jest/globals';
import { bareWorker } from '../../../test/support/job-contract/bare-worker.js';
import { redisScene } from '../../../test/support/job-contract/redis-scene.js';
import { until } from '../../../test/support/until.js';

const scene = redisScene();
const SAID_OF_A_PERSON = 'no mailbox for ada@example.org';

/** Names of all that Redis keeps, and what is in its streams. */
const kept = () =>
  scene.redis.ask(async (redis) => {
    const keys = await redis.keys('*');
    const streams = keys.filter((key) => key.endsWith(':events'));
    return {
      keys,
      told: JSON.stringify(await Promise.all(streams.map((key) => redis.xrange(key, '-', '+')))),
    };
  });

describe('when a sweep fails with an error that tells of a person', () => {
  it('then Redis is told nothing of it, and keeps no job', async () => {
    const run = async () => Promise.reject(new Error(SAID_OF_A_PERSON));
    const [work] = await scene.process('works', [
      scene.service({ name: 'fails', nextDue: async () => null, run }),
    ]);
    work.wake('fails');
    await until('it has failed', () => scene.said.some((line) => line.includes(SAID_OF_A_PERSON)));
    await until('all is idle', () => work.isIdle());
    const { keys, told } = await kept();
    expect(told).toContain('completed');
    expect(told).not.toContain(SAID_OF_A_PERSON);
    expect(keys.filter((key) => !/:(id|meta|events|marker|stalled-check)$/.test(key))).toEqual([]);
  });

  it('then BullMQ alone tells it (negative control)', async () => {
    const held = await bareWorker(scene, 'fails');
    held.fail(new Error(SAID_OF_A_PERSON));
    await until('it is told', async () => (await kept()).told.includes(SAID_OF_A_PERSON));
    expect((await kept()).told).toContain('failed');
  });
});
