import type { Admin } from 'kafkajs';

/** Where something stands in each partition, by topic and the number of the partition. */
export type Positions = ReadonlyMap<string, ReadonlyMap<number, number>>;

/** The first offset that a topic still has, and the one that the next event will get. */
export interface Bounds {
  readonly low: number;
  readonly high: number;
}

/**
 * What a group has done with, of all topics that it has ever been given something of. A partition of which it has noted
 * nothing is left out.
 */
export async function committedBy(admin: Admin, group: string): Promise<Positions> {
  const topics = await admin.fetchOffsets({ groupId: group });
  return new Map(
    topics.map(({ topic, partitions }) => [
      topic,
      new Map(
        // Negative offsets stand for "the first", and for nothing at all.
        partitions
          .filter(({ offset }) => Number(offset) >= 0)
          .map(({ partition, offset }) => [partition, Number(offset)]),
      ),
    ]),
  );
}

export async function boundsOf(admin: Admin, topic: string): Promise<ReadonlyMap<number, Bounds>> {
  const partitions = await admin.fetchTopicOffsets(topic);
  return new Map(
    partitions.map(({ partition, low, high }) => [partition, { low: Number(low), high: Number(high) }]),
  );
}

/** How many events of a topic are ahead of positions in it; what retention has taken away is not counted. */
export function ahead(
  bounds: ReadonlyMap<number, Bounds>,
  positions: ReadonlyMap<number, number> | undefined,
): number {
  return [...bounds].reduce((sum, [partition, { low, high }]) => {
    const position = positions?.get(partition) ?? low;
    return sum + Math.max(0, high - Math.max(low, position > high ? low : position));
  }, 0);
}
