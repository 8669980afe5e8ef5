import { randomUUID } from 'node:crypto';
import type { EachBatchPayload, Kafka } from 'kafkajs';

const READ_WITHIN_MS = 60_000;

/** `place`: where it stands in its topic, so that what is of one key stays in order. */
export interface Kept {
  readonly topic: string;
  readonly place: readonly [partition: number, offset: number];
  readonly id: string;
  readonly type: string;
  readonly key: string;
  readonly time: string;
  readonly data: unknown;
}

/** In the order of each partition. @throws when that takes more than a minute. */
export async function readUpTo(
  kafka: Kafka,
  ends: ReadonlyMap<string, ReadonlyMap<number, number>>,
): Promise<Kept[]> {
  const left = new Set<string>();
  for (const [topic, partitions] of ends)
    for (const [partition, end] of partitions) if (end > 0) left.add(`${topic} ${partition}`);
  const messages: Kept[] = [];
  const consumer = kafka.consumer({ groupId: `faults-${randomUUID()}` });
  await consumer.connect();
  try {
    await consumer.subscribe({ topics: [...ends.keys()], fromBeginning: true });
    await new Promise<void>((resolve, reject) => {
      const tooLong = setTimeout(
        () => reject(new Error(`Kafka was not read to its end: ${[...left].join(', ')}`)),
        READ_WITHIN_MS,
      );
      const done = () => {
        clearTimeout(tooLong);
        resolve();
      };
      if (left.size === 0) done();
      const eachBatch = async ({ batch }: EachBatchPayload) => {
        const { topic, partition } = batch;
        for (const message of batch.messages) messages.push(kept(topic, partition, message));
        if (Number(batch.lastOffset()) + 1 >= (ends.get(topic)?.get(partition) ?? 0))
          left.delete(`${topic} ${partition}`);
        if (left.size === 0) done();
      };
      consumer.run({ autoCommit: false, eachBatch }).catch(reject);
    });
  } finally {
    await consumer.disconnect();
  }
  return messages;
}

/** CloudEvents 1.0.2, Kafka protocol binding, binary content mode. */
function kept(
  topic: string,
  partition: number,
  message: EachBatchPayload['batch']['messages'][number],
): Kept {
  const header = (name: string) => message.headers?.[name]?.toString() ?? '';
  return {
    topic,
    place: [partition, Number(message.offset)],
    id: header('ce_id'),
    type: header('ce_type'),
    key: message.key?.toString() ?? '',
    time: header('ce_time'),
    data: JSON.parse(message.value?.toString() ?? 'null') as unknown,
  };
}
