import { setTimeout as pause } from 'node:timers/promises';
import type { TopicPartitionOffsetAndMetadata } from 'kafkajs';
import { within } from '../within.js';
import { groupAssigner } from './group-assigner.js';
import { boundsOf, committedBy } from './group-positions.js';
import type { KafkaAdmin } from './kafka-admin.js';
import { kafkaClient, type KafkaAddress } from './kafka-client.js';
import { MEMBER } from './kafka-subscription.js';

const REWIND_LIMIT_MS = 30_000;
const LOOK_AGAIN_MS = 20;

/**
 * Puts a group back to the first events of all its topics, whether it has members or not: joins it as a member that gets
 * all partitions, so that nobody else can note where it is, notes the beginning, and leaves. The others then get their
 * partitions again, and read from there.
 */
export async function rewindGroup(address: KafkaAddress, admin: KafkaAdmin, group: string): Promise<void> {
  const beginnings = await admin.ask(async ({ cluster }) => {
    const topics = [...(await committedBy(cluster, group)).keys()];
    return [...(await boundsOf(cluster, topics))].flatMap(([topic, of]) =>
      [...of].map(([partition, { low }]) => ({ topic, partition, offset: String(low) })),
    );
  });
  if (beginnings.length === 0) return; // it has begun nothing
  await within(
    REWIND_LIMIT_MS,
    `Rewinding ${group}`,
    noteAlone(address, group, beginnings, AbortSignal.timeout(REWIND_LIMIT_MS)),
  );
}

async function noteAlone(
  address: KafkaAddress,
  group: string,
  positions: TopicPartitionOffsetAndMetadata[],
  late: AbortSignal,
): Promise<void> {
  const crashed = new AbortController();
  const inVain = AbortSignal.any([late, crashed.signal]);
  const consumer = kafkaClient(address).consumer({
    ...MEMBER,
    groupId: group,
    partitionAssigners: [groupAssigner({ rewinds: true })],
    allowAutoTopicCreation: false,
    maxWaitTimeInMs: 50,
    retry: { retries: 5 },
  });
  let partitions = 0;
  consumer.on(consumer.events.CRASH, ({ payload: { error, restart } }) => {
    if (!restart) crashed.abort(error);
  });
  consumer.on(consumer.events.GROUP_JOIN, ({ payload: { memberAssignment } }) => {
    partitions = Object.values(memberAssignment).flat().length;
  });
  try {
    await consumer.connect();
    await consumer.subscribe({
      topics: [...new Set(positions.map(({ topic }) => topic))],
      fromBeginning: true,
    });
    await consumer.run({ autoCommit: false, eachBatchAutoResolve: false, eachBatch: async () => undefined });
    while (partitions < positions.length) {
      inVain.throwIfAborted();
      await pause(LOOK_AGAIN_MS); // somebody else is rewinding the group just now
    }
    inVain.throwIfAborted();
    await consumer.commitOffsets(positions);
  } finally {
    await consumer.disconnect();
  }
}
