import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import kafkajs, { type Producer, type TopicMessages } from 'kafkajs';
import { TookTooLong } from '../within.js';
import { isRetriable, kafkaClient, type KafkaAddress } from './kafka-client.js';
import { keyOf } from './fetched.js';

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

/** One producer of kafkajs. */
interface Connected {
  readonly producer: Producer;
  /** The partitions that the events of the send at hand belong to. */
  readonly addressed: Set<string>;
}

/**
 * An idempotent producer that sends one thing after the other. A send is tried again with the same producer, so the broker
 * knows what it has got already; and it ends before its caller is told that it failed, so nothing comes late behind what
 * the caller sends next.
 */
export class OrderedProducer {
  private readonly logger = new Logger(OrderedProducer.name);
  private connected: Connected | undefined;
  private last: Promise<unknown> = Promise.resolve();

  constructor(private readonly address: KafkaAddress) {}

  /**
   * Sends everything in one request to each broker; every replica in sync has it then.
   * @param prepare is done before each try.
   * @param stopping ends the send at once: whoever stops does not wait for a broker.
   * @throws when that does not succeed within ten seconds. Some of it may have been written then.
   */
  send(topicMessages: TopicMessages[], prepare: () => Promise<void>, stopping?: AbortSignal): Promise<void> {
    const deadline = performance.now() + SEND_LIMIT_MS;
    const sent = this.last.then(() => this.sendBefore(deadline, topicMessages, prepare, stopping));
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
    stopping: AbortSignal | undefined,
  ): Promise<void> {
    for (let failures = 1; ; failures++) {
      if (performance.now() > deadline) throw new TookTooLong('Kafka did not take the events in time');
      try {
        return await aTry(stopping, async (givenUp) => {
          await prepare();
          await this.sendOnce(topicMessages, givenUp);
        });
      } catch (error) {
        const isStopping = stopping?.aborted === true;
        const broken = error instanceof TookTooLong || SEQUENCE_IS_BROKEN.includes(typeOf(error));
        if (broken || isStopping) await this.discard();
        if (isStopping || performance.now() > deadline || !(broken || isRetriable(error))) throw error;
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
  private async sendOnce(topicMessages: TopicMessages[], givenUp: AbortSignal): Promise<void> {
    givenUp.throwIfAborted();
    const { producer, addressed } = (this.connected ??= await this.connect(givenUp));
    addressed.clear();
    const answers = await producer.sendBatch({ topicMessages, acks: -1, timeout: 5_000 });
    const taken = new Set(answers.map(({ topicName, partition }) => keyOf({ topic: topicName, partition })));
    const forgotten = [...addressed].filter((place) => !taken.has(place));
    if (forgotten.length > 0) throw new Error(`kafkajs has forgotten ${forgotten.join(', ')}`);
  }

  /** @throws also when it comes about after it was given up: nothing is to be sent by it then. */
  private async connect(givenUp: AbortSignal): Promise<Connected> {
    const addressed = new Set<string>();
    const producer = kafkaClient(this.address).producer({
      idempotent: true,
      allowAutoTopicCreation: false,
      createPartitioner: () => noting(addressed, kafkajs.Partitioners.DefaultPartitioner()),
      retry: { retries: 1 },
    });
    try {
      await producer.connect();
      givenUp.throwIfAborted();
    } catch (error) {
      await producer.disconnect(); // it may have connected, and failed at what comes after that
      throw error;
    }
    return { producer, addressed };
  }

  private async discard(): Promise<void> {
    const discarded = this.connected;
    this.connected = undefined;
    await discarded?.producer.disconnect();
  }
}

function noting(addressed: Set<string>, choose: Chooser): Chooser {
  return (asked) => {
    const partition = choose(asked);
    addressed.add(keyOf({ topic: asked.topic, partition }));
    return partition;
  };
}

/**
 * Gives up on a try after a while, or at once when there is no time any more.
 * @param work goes on unheard then, but for its signal.
 */
async function aTry(
  stopping: AbortSignal | undefined,
  work: (givenUp: AbortSignal) => Promise<void>,
): Promise<void> {
  stopping?.throwIfAborted();
  const trying = new AbortController();
  const stop = () => trying.abort(stopping?.reason);
  const timer = setTimeout(
    () => trying.abort(new TookTooLong('Sending to Kafka took too long')),
    TRY_LIMIT_MS,
  );
  stopping?.addEventListener('abort', stop);
  const givenUp = once(trying.signal, 'abort').then(() => trying.signal.throwIfAborted());
  try {
    await Promise.race([work(trying.signal), givenUp]);
  } finally {
    clearTimeout(timer);
    stopping?.removeEventListener('abort', stop);
  }
}

type Chooser = ReturnType<typeof kafkajs.Partitioners.DefaultPartitioner>;

/** The broker's name of the error that is at the root of this one. */
function typeOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  if ('type' in error && typeof error.type === 'string') return error.type;
  return typeOf(error.cause);
}
