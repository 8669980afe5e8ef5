import type { Cluster, KafkaMessage } from 'kafkajs';
import type { LoggedEvent, LogReading } from '../event-log.js';
import { fromMessage } from './cloud-event.js';
import { keyOf, type Place } from './fetched.js';
import { boundsOf } from './group-positions.js';
import type { KafkaAdmin } from './kafka-admin.js';
import type { KafkaAddress } from './kafka-client.js';
import { lentCluster } from './lent-cluster.js';

const FETCH = { maxWaitTime: 100, minBytes: 1, maxBytes: 1_048_576 };

/** What the broker answers for the one partition that was asked for. */
interface Answer {
  readonly responses: readonly [
    { readonly partitions: readonly [{ readonly highWatermark: string; readonly messages: KafkaMessage[] }] },
  ];
}

/** Reads partition by partition, as no member of any group. */
export class KafkaLogReading implements LogReading {
  private readonly nexts = new Map<string, number>();
  private readonly cluster: Cluster;

  constructor(
    address: KafkaAddress,
    private readonly admin: KafkaAdmin,
    private readonly topics: readonly string[],
  ) {
    this.cluster = lentCluster(address);
  }

  async next(deliver: (events: readonly LoggedEvent[]) => Promise<void>): Promise<void> {
    await this.cluster.connect();
    await this.cluster.addMultipleTargetTopics([...this.topics]);
    const bounds = await this.admin.ask(({ cluster }) => boundsOf(cluster, this.topics));
    for (const [topic, of] of bounds) {
      for (const [partition, { low, high }] of of) {
        const place = { topic, partition };
        for (let at = Math.max(low, this.nexts.get(keyOf(place)) ?? 0); at < high;) {
          const read = await this.fetch(place, at, high);
          if (read.events.length > 0) await deliver(read.events);
          at = read.next;
          this.nexts.set(keyOf(place), at);
        }
      }
    }
  }

  async close(): Promise<void> {
    await this.cluster.disconnect();
  }

  private async fetch(
    { topic, partition }: Place,
    at: number,
    end: number,
  ): Promise<{ events: LoggedEvent[]; next: number }> {
    const [nodeId = ''] = Object.keys(this.cluster.findLeaderForPartitions(topic, [partition]));
    const leader = await this.cluster.findBroker({ nodeId });
    const partitions = [{ partition, fetchOffset: String(at), maxBytes: FETCH.maxBytes }];
    const answer = (await leader.fetch({ ...FETCH, topics: [{ topic, partitions }] })) as Answer;
    const [{ highWatermark, messages }] = answer.responses[0].partitions;
    const wanted = messages.filter(({ offset }) => Number(offset) >= at && Number(offset) < end);
    const last = wanted.at(-1);
    // Where nothing is left of what was compacted, the broker says no more than that: the next place may hold something.
    const passed = Number(highWatermark) >= end ? at + 1 : at;
    return {
      events: wanted.flatMap((message) => fromMessage(topic, message) ?? []),
      next: last === undefined ? passed : Number(last.offset) + 1,
    };
  }
}
