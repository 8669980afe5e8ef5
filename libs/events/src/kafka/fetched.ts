import type { Batch } from 'kafkajs';
import type { LoggedEvent } from '../event-log.js';
import { fromMessage } from './cloud-event.js';

/** One partition of one topic. */
export interface Place {
  readonly topic: string;
  readonly partition: number;
}

/** A message of a partition. What is no event of ours is only passed over. */
export interface Entry {
  readonly event: LoggedEvent | undefined;
  /** The offset after it. */
  readonly next: number;
}

/** What the client has fetched of a partition. */
export interface Fetched extends Place {
  /** Where it was asked to begin. */
  readonly from: number;
  /** Where it will be asked next. */
  readonly next: number;
  /** The end of the partition at that time. */
  readonly high: number;
  readonly entries: readonly Entry[];
  /** How many of them somebody else has written. A tombstone is no event either, but ours. */
  readonly foreign: number;
}

export function fetchedOf(batch: Batch): Fetched {
  const { topic, partition, highWatermark, messages } = batch;
  // Every batch of kafkajs 2.2 has it, though its types do not say so. The first message may lie behind it.
  const { fetchedOffset } = batch as Batch & { fetchedOffset: string };
  const entries = messages.map((message) => ({
    event: fromMessage(topic, message),
    next: Number(message.offset) + 1,
  }));
  return {
    topic,
    partition,
    from: Number(fetchedOffset),
    next: Number(batch.lastOffset()) + 1,
    high: Number(highWatermark),
    entries,
    foreign: messages.filter(({ value }, nth) => value !== null && entries[nth]?.event === undefined).length,
  };
}

export const keyOf = ({ topic, partition }: Place) => `${topic} ${partition}`;
export const nameOf = ({ topic, partition }: Place) => `partition ${partition} of ${topic}`;
