import type { Cluster } from 'kafkajs';

/** Where something stands in each partition, by topic and the number of the partition. */
export type Positions = ReadonlyMap<string, ReadonlyMap<number, number>>;

/** The first offset that a partition still has, and the one that the next event will get. */
export interface Bounds {
  readonly low: number;
  readonly high: number;
}

/** By topic and the number of the partition. */
export type BoundsOfTopics = ReadonlyMap<string, ReadonlyMap<number, Bounds>>;

/**
 * What a group has done with, of all topics that it has ever been given something of. A partition of which it has noted
 * nothing is left out.
 */
export async function committedBy(cluster: Cluster, group: string): Promise<Positions> {
  const coordinator = await cluster.findGroupCoordinator({ groupId: group });
  const { responses } = await coordinator.offsetFetch({ groupId: group, topics: [] });
  return new Map(
    responses.map(({ topic, partitions }) => [
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

/** Where a group is in some topics, and where these begin and end. */
export interface Standing {
  readonly positions: Positions;
  readonly bounds: BoundsOfTopics;
}

/** All that is asked at once: what happens between two answers can make the group look behind, never ahead. */
export async function standingOf(
  cluster: Cluster,
  group: string,
  topics: readonly string[],
): Promise<Standing> {
  const [positions, bounds] = await Promise.all([committedBy(cluster, group), boundsOf(cluster, topics)]);
  return { positions, bounds };
}

/** Of all the topics in two requests to each broker, however many they are. */
export async function boundsOf(cluster: Cluster, topics: readonly string[]): Promise<BoundsOfTopics> {
  if (topics.length === 0) return new Map();
  await cluster.addMultipleTargetTopics([...topics]);
  await cluster.refreshMetadataIfNecessary();
  const [lows, highs] = await Promise.all([
    offsetsOf(cluster, topics, { fromBeginning: true }),
    offsetsOf(cluster, topics, { fromBeginning: false }),
  ]);
  return new Map(
    [...highs].map(([topic, of]) => [
      topic,
      new Map(
        [...of].map(([partition, high]) => [partition, { low: lows.get(topic)?.get(partition) ?? 0, high }]),
      ),
    ]),
  );
}

async function offsetsOf(
  cluster: Cluster,
  topics: readonly string[],
  end: { fromBeginning: boolean },
): Promise<Positions> {
  const offsets = await cluster.fetchTopicsOffset(
    topics.map((topic) => ({
      topic,
      partitions: cluster
        .findTopicPartitionMetadata(topic)
        .map(({ partitionId }) => ({ partition: partitionId })),
      ...end,
    })),
  );
  return new Map(
    offsets.map(({ topic, partitions }) => [
      topic,
      new Map(partitions.map(({ partition, offset }) => [partition, Number(offset)])),
    ]),
  );
}

/** Numbers of partitions, by topic. */
export type Partitions = Readonly<Record<string, readonly number[]>>;

/** How many events are ahead of a group; where some partitions are named, in these alone. */
export function aheadIn({ positions, bounds }: Standing, named?: Partitions): number {
  return [...bounds].reduce((sum, [topic, of]) => {
    const asked = [...of].filter(([partition]) => named === undefined || named[topic]?.includes(partition));
    return sum + ahead(new Map(asked), positions.get(topic));
  }, 0);
}

/** How many events of a topic are ahead of positions in it; what retention has taken away is not counted. */
export function ahead(
  bounds: ReadonlyMap<number, Bounds> = new Map(),
  positions: ReadonlyMap<number, number> | undefined,
): number {
  return [...bounds].reduce((sum, [partition, { low, high }]) => {
    const position = positions?.get(partition) ?? low;
    return sum + Math.max(0, high - Math.max(low, position > high ? low : position));
  }, 0);
}
