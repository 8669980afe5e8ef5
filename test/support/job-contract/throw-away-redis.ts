import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { startRedis, type RedisServer } from '../../../tools/servers/redis.js';

/** A Redis of one test file's own, which may be wiped, stopped and hung. */
export interface ThrowAwayRedis extends RedisServer {
  /** Does something with one connection of its own, which is gone afterwards. */
  ask<Answer>(question: (redis: Redis) => Promise<Answer>): Promise<Answer>;
  /** Starts it again with nothing in it. */
  startEmpty(): Promise<void>;
  remove(): Promise<void>;
}

export async function throwAwayRedis(): Promise<ThrowAwayRedis> {
  const dir = await mkdtemp(join(tmpdir(), 'ally-test-redis-'));
  const server = await startRedis({ dir });
  return Object.assign(server, {
    ask: async <Answer>(question: (redis: Redis) => Promise<Answer>) => {
      const redis = new Redis(server.url);
      try {
        return await question(redis);
      } finally {
        redis.disconnect();
      }
    },
    startEmpty: async () => {
      await rm(join(dir, 'appendonlydir'), { recursive: true, force: true });
      await server.startAgain();
    },
    remove: async () => {
      await server.kill();
      await rm(dir, { recursive: true });
    },
  });
}
