import { setTimeout as pause } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import kafkajs, { type Producer, type TopicMessages } from 'kafkajs';
import { isRetriable, kafkaClient, type KafkaAddress } from './kafka-client.js';
import { keyOf } from './fetched.js';
import { TookTooLong, within } from './within.js';

/** After this a send is not tried again. */
const SEND_LIMIT_MS = 10_000;
/** A single try ends by its own limits long before this; if it does not, something in the client is stuck. */
const TRY_LIMIT_MS = 20_000;
const PAUSE_MS = 200;
/** So many tries fail where nothing is wrong: of a new topic the brokers say at first that nobody leads it. */
const EVERYDAY_FAILURES = 2;

/** What the broker says when the numbers of a producer do not go on where they ended: only a new producer gets further. */
const SEQUENCE_IS_BROKEN = [
  'OUT_OF_ORDER_SEQUENCE_NUMBER',
  'DUPLICATE_SEQUENCE_NUMBER',
  'UNKNOWN_PRODUCER_ID',
  'INVALID_PRODUCER_EPOCH',
  'INVALID_PRODUCER_ID_MAPPING',
];

/**
 * An idempotent producer that sends one thing after the other. A send is tried again with the same producer, so the broker
 * knows what it has got already; and it ends before its caller is told that it failed, so nothing comes late behind what
 * the caller sends next.
 */
export class OrderedProducer {
  private readonly logger = new Logger(OrderedProducer.name);
  /** The partitions that the events of the send at hand belong to. */
  private readonly addressed = new Set<string>();
  private producer: Producer | undefined;
  private last: Promise<unknown> = Promise.resolve();

  constructor(private readonly address: KafkaAddress) {}

  /**
   * Sends everything in one request to each broker; every replica in sync has it then.
   * @param prepare is done before each try.
   * @throws when that does not succeed within ten seconds. Some of it may have been written then.
   */
  send(topicMessages: TopicMessages[], prepare: () => Promise<void>): Promise<void> {
    const deadline = performance.now() + SEND_LIMIT_MS;
    const sent = this.last.then(() => this.sendBefore(deadline, topicMessages, prepare));
    this.last = sent.catch(() => undefined); // its caller sees it
    return sent;
  }

  /** Ends after what is being sent. */
  async close(): Promise<void> {
    await this.last;
    await this.discard();
  }

  private async sendBefore(
    deadline: number,
    topicMessages: TopicMessages[],
    prepare: () => Promise<void>,
  ): Promise<void> {
    for (let failures = 1; ; failures++) {
      if (performance.now() > deadline) throw new TookTooLong('Kafka did not take the events in time');
      try {
        await prepare();
        await within(TRY_LIMIT_MS, 'Sending to Kafka', this.sendOnce(topicMessages));
        return;
      } catch (error) {
        const broken = error instanceof TookTooLong || SEQUENCE_IS_BROKEN.includes(typeOf(error));
        if (broken) await this.discard();
        if (performance.now() > deadline || !(broken || isRetriable(error))) throw error;
        const line = `Sends again: ${error instanceof Error ? error.message : 'no reason stated'}`;
        if (failures > EVERYDAY_FAILURES) this.logger.warn(line);
        else this.logger.debug(line);
        await pause(PAUSE_MS);
      }
    }
  }

  /**
   * kafkajs tries again by itself what one of several brokers did not take; but what has moved meanwhile to a broker that
   * has already answered it forgets, and says that all went well. So each partition has to be in an answer.
   */
  private async sendOnce(topicMessages: TopicMessages[]): Promise<void> {
    const producer = this.producer ?? (await this.connect());
    this.addressed.clear();
    const answers = await producer.sendBatch({ topicMessages, acks: -1, timeout: 5_000 });
    const taken = new Set(answers.map(({ topicName, partition }) => keyOf({ topic: topicName, partition })));
    const forgotten = [...this.addressed].filter((place) => !taken.has(place));
    if (forgotten.length > 0) throw new Error(`kafkajs has forgotten ${forgotten.join(', ')}`);
  }

  private async connect(): Promise<Producer> {
    const producer = kafkaClient(this.address).producer({
      idempotent: true,
      allowAutoTopicCreation: false,
      createPartitioner: () => this.choosePartitions(kafkajs.Partitioners.DefaultPartitioner()),
      retry: { retries: 1 },
    });
    await producer.connect();
    this.producer = producer;
    return producer;
  }

  private choosePartitions(choose: Chooser): Chooser {
    return (asked) => {
      const partition = choose(asked);
      this.addressed.add(keyOf({ topic: asked.topic, partition }));
      return partition;
    };
  }

  private async discard(): Promise<void> {
    const discarded = this.producer;
    this.producer = undefined;
    await discarded?.disconnect();
  }
}

type Chooser = ReturnType<typeof kafkajs.Partitioners.DefaultPartitioner>;

/** The broker's name of the error that is at the root of this one. */
function typeOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  if ('type' in error && typeof error.type === 'string') return error.type;
  return typeOf(error.cause);
}
