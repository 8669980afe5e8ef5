import { setTimeout as pause } from 'node:timers/promises';
import type { Admin } from 'kafkajs';
import { isRetriable, kafkaClient, type KafkaAddress } from './kafka-client.js';
import { within } from './within.js';

const ANSWER_LIMIT_MS = 6_000;
const PAUSE_MS = 100;

/** Asks the broker about topics and groups; connects when it is first asked. */
export class KafkaAdmin {
  private admin: Promise<Admin> | undefined;

  constructor(private readonly address: KafkaAddress) {}

  /**
   * @param question may be asked more than once, as when a group is just moving to another broker.
   * @throws in seconds when the broker is away; the next question then starts afresh.
   */
  async ask<T>(question: (admin: Admin) => Promise<T>): Promise<T> {
    const deadline = performance.now() + ANSWER_LIMIT_MS;
    for (;;) {
      this.admin ??= this.connect();
      const asked = this.admin;
      try {
        const left = Math.max(0, deadline - performance.now());
        return await within(left, 'Asking Kafka', asked.then(question));
      } catch (error) {
        if (this.admin === asked) await this.close();
        if (!isRetriable(error) || performance.now() + PAUSE_MS > deadline) throw error;
        await pause(PAUSE_MS);
      }
    }
  }

  async close(): Promise<void> {
    const closing = this.admin;
    this.admin = undefined;
    // One that never connected has said so to whoever asked.
    await closing?.then((admin) => admin.disconnect()).catch(() => undefined);
  }

  private async connect(): Promise<Admin> {
    const admin = kafkaClient(this.address).admin();
    await admin.connect();
    return admin;
  }
}
