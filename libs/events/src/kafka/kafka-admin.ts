import { setTimeout as pause } from 'node:timers/promises';
import type { Admin, Cluster } from 'kafkajs';
import { isRetriable, kafkaClient, type KafkaAddress } from './kafka-client.js';
import { lentCluster } from './lent-cluster.js';
import { within } from './within.js';

const ANSWER_LIMIT_MS = 6_000;
const PAUSE_MS = 100;

/** Whom a question goes to. */
export interface Asked {
  /** About topics. */
  readonly admin: Admin;
  /** Where partitions and groups stand. */
  readonly cluster: Cluster;
}

/** Asks the broker about topics and groups; connects when it is first asked. */
export class KafkaAdmin {
  private asked: Promise<Asked> | undefined;

  constructor(private readonly address: KafkaAddress) {}

  /**
   * @param question may be asked more than once, as when a group is just moving to another broker.
   * @throws in seconds when the broker is away; the next question then starts afresh.
   */
  async ask<T>(question: (asked: Asked) => Promise<T>): Promise<T> {
    const deadline = performance.now() + ANSWER_LIMIT_MS;
    for (;;) {
      this.asked ??= this.connect();
      const { asked } = this;
      try {
        const left = Math.max(0, deadline - performance.now());
        return await within(left, 'Asking Kafka', asked.then(question));
      } catch (error) {
        if (this.asked === asked) await this.close();
        if (!isRetriable(error) || performance.now() + PAUSE_MS > deadline) throw error;
        await pause(PAUSE_MS);
      }
    }
  }

  async close(): Promise<void> {
    const closing = this.asked;
    this.asked = undefined;
    // One that never connected has said so to whoever asked.
    await closing
      ?.then(({ admin, cluster }) => Promise.all([admin.disconnect(), cluster.disconnect()]))
      .catch(() => undefined);
  }

  private async connect(): Promise<Asked> {
    const admin = kafkaClient(this.address).admin();
    await admin.connect();
    return { admin, cluster: lentCluster(this.address) };
  }
}
