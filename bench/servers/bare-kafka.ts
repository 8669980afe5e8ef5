import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import kafkajs, { type Admin, type Consumer, type Message, type Producer } from 'kafkajs';
import { newId } from '#libs/database';
import type { Stopwatch } from './probe.js';

const { Kafka, Partitioners, logLevel } = kafkajs;
/** As many partitions as Ally's topics have. */
const PARTITIONS = 6;
/** What a fetch waits for at most, as Ally's does. */
const FETCH_WAIT_MS = 200;

/** The raw client with what Ally asks of it: idempotent, every replica. */
export class BareProducer {
  private constructor(private readonly producer: Producer) {}

  static async open(kafka: InstanceType<typeof Kafka>, topic: string): Promise<BareProducer> {
    const admin = kafka.admin();
    await admin.connect();
    await admin.createTopics({ topics: [{ topic, numPartitions: PARTITIONS, replicationFactor: 1 }] });
    await untilKnown(admin, topic);
    await admin.disconnect();
    const producer = kafka.producer({ idempotent: true, createPartitioner: Partitioners.DefaultPartitioner });
    await producer.connect();
    return new BareProducer(producer);
  }

  async send(topic: string, messages: Message[]): Promise<void> {
    await this.producer.sendBatch({ topicMessages: [{ topic, messages }], acks: -1 });
  }

  async close(): Promise<void> {
    await this.producer.disconnect();
  }
}

/** A new topic is not known everywhere at once, nor does the client wait for that everywhere. */
async function untilKnown(admin: Admin, topic: string): Promise<void> {
  for (let left = 50; ; left--) {
    try {
      await admin.fetchTopicOffsets(topic);
      return;
    } catch (error) {
      if (left === 0) throw error;
      await pause(100);
    }
  }
}

export function bareKafka(brokers: readonly string[]): InstanceType<typeof Kafka> {
  return new Kafka({ brokers: [...brokers], clientId: 'bare', logLevel: logLevel.NOTHING });
}

/** Probes through Kafka alone: no database, no effect. One send at a time, with what has come meanwhile. */
export class BareKafkaProbe {
  private waiting: Message[] = [];
  private working: Promise<void> | undefined;

  private constructor(
    private readonly topic: string,
    private readonly producer: BareProducer,
    private readonly consumer: Consumer,
    private readonly stopwatch: Stopwatch,
  ) {}

  static async open(brokers: readonly string[], stopwatch: Stopwatch): Promise<BareKafkaProbe> {
    const kafka = bareKafka(brokers);
    const topic = `bare-${randomUUID()}`;
    const producer = await BareProducer.open(kafka, topic);
    const consumer = kafka.consumer({ groupId: topic, maxWaitTimeInMs: FETCH_WAIT_MS });
    await consumer.connect();
    await consumer.subscribe({ topics: [topic], fromBeginning: true });
    await consumer.run({
      eachMessage: async ({ message }) => stopwatch.stop(message.key?.toString() ?? ''),
    });
    return new BareKafkaProbe(topic, producer, consumer, stopwatch);
  }

  async send(): Promise<void> {
    const probeId = newId();
    this.stopwatch.start(probeId);
    this.waiting.push({ key: probeId, value: JSON.stringify({ probeId }) });
    this.working ??= this.work().finally(() => (this.working = undefined));
    await this.working;
  }

  async close(): Promise<void> {
    await this.working;
    await this.producer.close();
    await this.consumer.disconnect();
  }

  private async work(): Promise<void> {
    while (this.waiting.length > 0) {
      const messages = this.waiting;
      this.waiting = [];
      await this.producer.send(this.topic, messages);
    }
  }
}
