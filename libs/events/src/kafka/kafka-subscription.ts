import { setTimeout as pause } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import type { Consumer, EachBatchPayload } from 'kafkajs';
import type { SubscribeOptions, Subscription } from '../event-log.js';
import { within } from '../within.js';
import { fetchedOf } from './fetched.js';
import { Generation } from './generation.js';
import { groupAssigner } from './group-assigner.js';
import { ahead, aheadIn, standingOf, type Partitions, type Standing } from './group-positions.js';
import type { KafkaAdmin } from './kafka-admin.js';
import { isPassing, kafkaClient, type KafkaAddress } from './kafka-client.js';
import type { KafkaTopics } from './kafka-topics.js';

/**
 * How a member stands in its group. Handling events takes no part in it, so the group can be told of a rebalance, and
 * notice a member that is gone, in seconds. `sessionTimeout` is the least that a broker takes unless told otherwise.
 */
export const MEMBER = { sessionTimeout: 6_000, rebalanceTimeout: 6_000, heartbeatInterval: 500 };
/** How long a fetch waits for something new: also how long a member may take to leave, or to ask for more. */
const FETCH_WAIT_MS = 200;
const FETCH_BYTES_PER_PARTITION = 262_144;
const JOINED_LIMIT_MS = 2_000;
const LEAVE_LIMIT_MS = 2_000;
/**
 * No heartbeat is answered for so long: the group has given the member up, and it would not notice. kafkajs asks the broker
 * that kept the group when it joined, until that one says no; if that is gone for good, for ever.
 */
const UNHEARD_LIMIT_MS = 3 * MEMBER.sessionTimeout;
const PAUSE_MS = 500;

export interface KafkaSubscriptionOptions extends SubscribeOptions {
  readonly address: KafkaAddress;
  readonly admin: KafkaAdmin;
  readonly ensured: KafkaTopics;
  /** Nothing will be delivered any more, and starting again does not help. */
  readonly onFatal: (error: Error) => void;
}

/** One member of a group. It joins when the broker is there, and again after the broker was away. */
export class KafkaSubscription implements Subscription {
  private readonly logger = new Logger(KafkaSubscription.name);
  private readonly closing = new AbortController();
  private consumer: Consumer;
  private unheard: NodeJS.Timeout | undefined;
  /** Undefined while it is not in the group: all may be its own then. */
  private partitions: Partitions | undefined;
  private joined: Promise<void>;
  private generation: Generation;
  private ready: Promise<void> = new Promise(() => undefined);

  constructor(private readonly options: KafkaSubscriptionOptions) {
    this.generation = this.newGeneration(new Map());
    this.consumer = this.newConsumer();
    this.joined = this.join(this.consumer);
  }

  async caughtUp(): Promise<boolean> {
    if (this.generation.isAtWork) return false;
    this.generation.noteNow();
    await this.options.ensured.ensure(this.options.topics);
    const { positions, bounds } = await this.standing();
    return this.options.topics.every((topic) => ahead(bounds.get(topic), positions.get(topic)) === 0);
  }

  async behind(): Promise<number> {
    return aheadIn(await this.standing(), this.partitions);
  }

  async close(): Promise<void> {
    const { group } = this.options;
    this.closing.abort();
    clearTimeout(this.unheard);
    await this.generation.still();
    await this.inTime(`Noting what ${group} has done`, this.generation.noted());
    this.generation.end();
    await this.inTime(
      `Leaving the group ${group}`,
      this.joined.then(() => this.consumer.disconnect()),
    );
  }

  /** Whoever ends does not wait long for a broker: the group notices by itself, and does again what is not noted. */
  private async inTime(what: string, work: Promise<void>): Promise<void> {
    try {
      await within(LEAVE_LIMIT_MS, what, work);
    } catch (error) {
      this.logger.warn(error instanceof Error ? error.message : `${what} failed`);
    }
  }

  private async join(consumer: Consumer): Promise<void> {
    const { ensured, topics, group } = this.options;
    while (this.isAtWork(consumer)) {
      try {
        await ensured.ensure(topics);
        await consumer.connect();
        await consumer.subscribe({ topics: [...topics], fromBeginning: true });
        return await consumer.run({
          autoCommit: false,
          eachBatch: async (payload) => {
            if (this.isAtWork(consumer)) await this.take(payload);
          },
        });
      } catch (error) {
        this.logger.warn(
          `${group} cannot join yet: ${error instanceof Error ? error.message : 'no reason stated'}`,
        );
        await pause(PAUSE_MS, undefined, { signal: this.closing.signal }).catch(() => undefined);
      }
    }
  }

  private newConsumer(): Consumer {
    const { address, group } = this.options;
    const consumer = kafkaClient(address).consumer({
      ...MEMBER,
      groupId: group,
      partitionAssigners: [
        groupAssigner({
          onJoining: () => {
            if (consumer !== this.consumer) throw new Error('given up meanwhile'); // which kafkajs does not get over
            clearTimeout(this.unheard);
            this.onJoining();
          },
        }),
      ],
      maxWaitTimeInMs: FETCH_WAIT_MS,
      maxBytesPerPartition: FETCH_BYTES_PER_PARTITION,
      allowAutoTopicCreation: false,
      // The consumer's own patience, in place of the client's: it is what outlasts a broker that is away.
      retry: {
        retries: Number.MAX_SAFE_INTEGER,
        // One that was given up in the middle of a crash would come back as a member that does nothing.
        restartOnFailure: async () => this.isAtWork(consumer),
      },
    });
    const { GROUP_JOIN, HEARTBEAT, CRASH, START_BATCH_PROCESS } = consumer.events;
    const asLongAsItIsThis =
      <Event>(act: (event: Event) => void) =>
      (event: Event) => {
        if (this.isAtWork(consumer)) act(event);
      };
    consumer.on(
      GROUP_JOIN,
      asLongAsItIsThis(({ payload }) => this.onJoined(payload.memberAssignment)),
    );
    consumer.on(
      HEARTBEAT,
      asLongAsItIsThis(() => this.unheard?.refresh()),
    );
    consumer.on(
      START_BATCH_PROCESS,
      asLongAsItIsThis(({ payload: { topic, partition, batchSize, lastOffset } }) => {
        const at = Number(lastOffset);
        if (batchSize === 0) this.generation.skip({ topic, partition }, at, at + 1);
      }),
    );
    consumer.on(
      CRASH,
      asLongAsItIsThis(({ payload: { error, restart } }) => {
        if (restart) return;
        // One that has crashed is disconnected, and would not get in again.
        if (isPassing(error)) this.replaceConsumer();
        else this.options.onFatal(error);
      }),
    );
    return consumer;
  }

  /** False for one that was given up, whatever it still does, and for all when this ends. */
  private isAtWork(consumer: Consumer): boolean {
    return consumer === this.consumer && !this.closing.signal.aborted;
  }

  private replaceConsumer(): void {
    clearTimeout(this.unheard);
    this.onJoining();
    this.consumer = this.newConsumer();
    this.joined = this.join(this.consumer);
  }

  /** The group goes on without it, and kafkajs asks whom it should not. */
  private giveUpConsumer(): void {
    const { consumer } = this;
    this.logger.warn(`${this.options.group} does not hear of its member any more: it joins anew`);
    this.replaceConsumer();
    consumer.disconnect().catch((error: unknown) => {
      this.logger.debug(error instanceof Error ? error.message : 'cannot disconnect');
    });
  }

  private newGeneration(inHand: ReadonlyMap<string, Promise<void>>): Generation {
    return new Generation({ ...this.options, closing: this.closing.signal }, inHand);
  }

  private onJoining(): void {
    this.partitions = undefined;
    this.generation = this.newGeneration(this.generation.end());
    this.ready = new Promise(() => undefined);
  }

  private onJoined(partitions: Partitions): void {
    this.partitions = partitions;
    clearTimeout(this.unheard);
    this.unheard = setTimeout(() => this.giveUpConsumer(), UNHEARD_LIMIT_MS);
    this.consumer.resume(this.consumer.paused());
    const { generation } = this;
    this.ready = this.begin(generation);
  }

  private async begin(generation: Generation): Promise<void> {
    while (generation === this.generation) {
      try {
        return generation.begin(await this.standing());
      } catch (error) {
        this.logger.warn(error instanceof Error ? error.message : 'cannot read where the group is');
        await pause(PAUSE_MS);
      }
    }
  }

  private standing(): Promise<Standing> {
    const { admin, group, topics } = this.options;
    return admin.ask(({ cluster }) => standingOf(cluster, group, topics));
  }

  private async take(payload: EachBatchPayload): Promise<void> {
    const { generation } = this;
    await within(JOINED_LIMIT_MS, 'Joining', this.ready);
    if (generation !== this.generation || this.closing.signal.aborted) return;
    const { topic, partition } = payload.batch;
    const seek = (offset: number) => this.consumer.seek({ topic, partition, offset: String(offset) });
    await generation.take(fetchedOf(payload.batch), payload, seek);
  }
}
