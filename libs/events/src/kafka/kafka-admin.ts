import { setTimeout as pause } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import type { Admin, Cluster } from 'kafkajs';
import { within } from '../within.js';
import { isRetriable, kafkaClient, type KafkaAddress } from './kafka-client.js';
import { lentCluster } from './lent-cluster.js';

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
  private readonly logger = new Logger(KafkaAdmin.name);
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
    if (closing === undefined) return;
    try {
      const { admin, cluster } = await closing;
      await Promise.all([admin.disconnect(), cluster.disconnect()]);
    } catch (error) {
      // One that never connected has told whoever asked; and one that cannot disconnect has nobody to tell.
      this.logger.debug(`Left Kafka: ${error instanceof Error ? error.message : 'no reason stated'}`);
    }
  }

  private async connect(): Promise<Asked> {
    const admin = kafkaClient(this.address).admin();
    await admin.connect();
    return { admin, cluster: lentCluster(this.address) };
  }
}
