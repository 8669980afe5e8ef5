import type { Message, TopicMessages } from 'kafkajs';
import {
  EventLog,
  type Lag,
  type LoggedEvent,
  type LogReading,
  type SubscribeOptions,
  type Subscription,
} from '../event-log.js';
import { toMessage } from './cloud-event.js';
import { ahead, boundsOf, committedBy } from './group-positions.js';
import { KafkaAdmin } from './kafka-admin.js';
import type { KafkaAddress } from './kafka-client.js';
import { KafkaLogReading } from './kafka-log-reading.js';
import { KafkaSubscription } from './kafka-subscription.js';
import { KafkaTopics } from './kafka-topics.js';
import { OrderedProducer } from './ordered-producer.js';
import { rewindGroup } from './rewind-group.js';

/** Three quarters of what a broker takes at once for a partition unless told otherwise (`message.max.bytes`). */
const REQUEST_BYTES = 768 * 1_024;
/** At most, of a record beside the bytes of its key, value and headers; of a header beside those of name and value. */
const RECORD_FRAME_BYTES = 40;
const HEADER_FRAME_BYTES = 4;

export interface KafkaEventLogOptions extends KafkaAddress {
  /** A subscription has ended for good; the process had better end too, to be started again. */
  readonly onFatal: (error: Error) => void;
}

/**
 * The event log as Kafka topics (docs/decisions/0018). The partitions of a topic are its lanes, shared between the
 * members of a group. Needs no broker to be opened, and none to be closed.
 */
export class KafkaEventLog extends EventLog {
  private readonly admin: KafkaAdmin;
  private readonly topics: KafkaTopics;
  private readonly producer: OrderedProducer;
  private readonly subscriptions = new Set<KafkaSubscription>();

  constructor(private readonly options: KafkaEventLogOptions) {
    super();
    this.admin = new KafkaAdmin(options);
    this.topics = new KafkaTopics(this.admin);
    this.producer = new OrderedProducer(options);
  }

  /** @throws within half a minute when the broker is away. */
  override async append(events: readonly LoggedEvent[], stopping?: AbortSignal): Promise<void> {
    for (const portion of inPortions(events)) {
      const topics = portion.map(({ topic }) => topic);
      await this.producer.send(portion, () => this.topics.ensure(topics), stopping);
    }
  }

  override async subscribe(options: SubscribeOptions): Promise<Subscription> {
    const { admin, topics: ensured, subscriptions } = this;
    const { onFatal } = this.options;
    const subscription = new KafkaSubscription({
      ...options,
      address: this.options,
      admin,
      ensured,
      onFatal,
    });
    subscriptions.add(subscription);
    return {
      caughtUp: () => subscription.caughtUp(),
      behind: () => subscription.behind(),
      close: async () => {
        subscriptions.delete(subscription);
        await subscription.close();
      },
    };
  }

  override lag(group: string): Promise<Lag[]> {
    return this.admin.ask(async ({ cluster }) => {
      const positions = await committedBy(cluster, group);
      const bounds = await boundsOf(cluster, [...positions.keys()]);
      return [...positions].map(([topic, of]) => ({ topic, events: ahead(bounds.get(topic), of) }));
    });
  }

  override rewind(group: string): Promise<void> {
    return rewindGroup(this.options, this.admin, group);
  }

  override async read(topics: readonly string[]): Promise<LogReading> {
    await this.topics.ensure(topics);
    return new KafkaLogReading(this.options, this.admin, topics);
  }

  override async close(): Promise<void> {
    await Promise.all([...this.subscriptions].map((subscription) => subscription.close()));
    await this.producer.close();
    await this.admin.close();
  }
}

/** Messages by topic, in their order, in requests that a broker takes. */
function inPortions(events: readonly LoggedEvent[]): TopicMessages[][] {
  const portions: TopicMessages[][] = [];
  let byTopic = new Map<string, Message[]>();
  let bytes = Infinity;
  for (const event of events) {
    const message = toMessage(event);
    const size = bytesOf(message);
    // All may be of one partition, whose records the broker takes as one.
    if (bytes + size > REQUEST_BYTES) {
      byTopic = new Map();
      bytes = 0;
      portions.push([]);
    }
    bytes += size;
    const messages = byTopic.get(event.topic) ?? [];
    if (messages.length === 0) portions.at(-1)?.push({ topic: event.topic, messages });
    messages.push(message);
    byTopic.set(event.topic, messages);
  }
  return portions;
}

function bytesOf({ key, value, headers }: Message): number {
  let bytes = RECORD_FRAME_BYTES + Buffer.byteLength(String(key)) + Buffer.byteLength(String(value));
  for (const [name, of] of Object.entries(headers ?? {}))
    bytes += HEADER_FRAME_BYTES + name.length + Buffer.byteLength(String(of));
  return bytes;
}
