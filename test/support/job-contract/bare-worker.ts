import { Queue, Worker } from 'bullmq';
import { until } from '../until.js';
import type { RedisScene } from './redis-scene.js';

/** A worker of BullMQ as it is, with two more jobs behind the one that it holds. */
export interface BareWorker {
  readonly errors: string[];
  finish(): void;
  fail(error: Error): void;
}

export async function bareWorker({ redis, afterwards }: RedisScene, job: string): Promise<BareWorker> {
  const { hostname: host, port } = new URL(redis.url);
  const connection = { host, port: Number(port) };
  const queue = new Queue(`bare-${job}`, { connection });
  const errors: string[] = [];
  let held: { finish: () => void; fail: (error: Error) => void } | undefined;
  const work = () => new Promise<void>((finish, fail) => (held = { finish, fail }));
  const worker = new Worker(queue.name, work, { connection });
  worker.on('error', (error) => void errors.push(error.message));
  afterwards(() => worker.close(true));
  afterwards(() => queue.close());
  for (let nth = 0; nth < 3; nth++) await queue.add(job, {}, { removeOnFail: true, removeOnComplete: true });
  await until('one is held', () => held !== undefined);
  return { errors, finish: () => held?.finish(), fail: (error) => held?.fail(error) };
}
